/** Variables that people write for the window: `$window`, `$__rate_interval`, `${window}`, `{{.window}}`, `[[.window]]`; also of a subquery. */
const VARIABLE = /\[\s*(\$\{?\w+\}?|\{\{\s*\.?\w+\s*\}\}|\[\[\s*\.?\w+\s*\]\])\s*(?=[\]:])/g;

/** Puts a literal duration where a variable stands, padded so that every offset stays true. */
export function withLiteralWindows(text: string): string {
  return text.replace(VARIABLE, (whole) => `[5m${' '.repeat(whole.length - 3)}`);
}

/** Puts a window (such as "2m") where a variable stands; offsets move. */
export function withWindow(text: string, window: string): string {
  return text.replace(VARIABLE, `[${window}`);
}
