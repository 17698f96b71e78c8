import { quote } from '../core/slo/selector-text.js';

/** Makes text safe to stand in a Prometheus template: braces that it brings are printed, not run. */
export function plainText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/** A template that asks Prometheus when the alert fires and prints the first answer; `otherwise` when there is none. */
export function queryTemplate(
  query: string,
  format: 'humanizePercentage' | 'humanizeDuration' | 'printf "%.0f"' | 'printf "%.1f"',
  words: { readonly before?: string; readonly after?: string; readonly otherwise?: string },
): string {
  const answer = `${words.before ?? ''}{{ . | first | value | ${format} }}${words.after ?? ''}`;
  const otherwise = words.otherwise === undefined ? '' : `{{ else }}${words.otherwise}`;
  return `{{ with query ${goString(query)} }}${answer}${otherwise}{{ end }}`;
}

function goString(text: string): string {
  return text.includes('`') ? quote(text) : `\`${text}\``;
}
