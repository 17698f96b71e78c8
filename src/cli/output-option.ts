import { Option } from 'commander';

/** `--output text|json`, for people or for programs. */
export interface OutputOptions {
  readonly output: 'text' | 'json';
}

export function outputOption(): Option {
  return new Option('--output <format>', 'for people or for programs')
    .choices(['text', 'json'])
    .default('text');
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The same as `jsonText` for what holds instants (epoch ms): they become ISO 8601, and undefined null, as in the API. */
export function instantsText(value: unknown): string {
  const write = (field: string, inner: unknown) =>
    typeof inner === 'number' && /^(at|from|to)$|At$/.test(field)
      ? new Date(inner).toISOString()
      : (inner ?? null);
  return `${JSON.stringify(value, write, 2)}\n`;
}
