/** Ways in which people leave the window open: `$window`, `$__rate_interval`, `${window}`, `{{.window}}`, `[[.window]]`. */
const PLACEHOLDER = /\[\s*(\$\{?\w+\}?|\{\{\s*\.?\w+\s*\}\}|\[\[\s*\.?\w+\s*\]\])\s*\]/g;

/** Puts a literal duration where a placeholder stands, padded so that every offset stays true. */
export function withLiteralWindows(text: string): string {
  return text.replace(PLACEHOLDER, (whole) => `[5m${' '.repeat(whole.length - 4)}]`);
}
