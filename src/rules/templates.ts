import { quote } from '../core/slo/selector-text.js';

/** Makes text safe to stand in a Prometheus template: braces that it brings are printed, not run. */
export function plainText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

type TemplateFormat = 'humanizePercentage' | 'humanizeDuration' | 'printf "%.0f"' | 'printf "%.1f"';

/** What stands around the answer, and what stands there when there is none. */
interface TemplateWords {
  readonly before?: string;
  readonly after?: string;
  readonly otherwise?: string;
}

/**
 * A template that asks Prometheus when the alert fires and prints the first answer; `otherwise` when there is none.
 * @param query a template expression whose value is PromQL: `goString(…)`, or a printf of one
 */
export function queryTemplate(query: string, format: TemplateFormat, words: TemplateWords): string {
  const answer = `${words.before ?? ''}{{ . | first | value | ${format} }}${words.after ?? ''}`;
  const otherwise = words.otherwise === undefined ? '' : `{{ else }}${words.otherwise}`;
  return `{{ with ${query} | query }}${answer}${otherwise}{{ end }}`;
}

/** A string literal of Go's templates. */
export function goString(text: string): string {
  return text.includes('`') ? quote(text) : `\`${text}\``;
}
