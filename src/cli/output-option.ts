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
