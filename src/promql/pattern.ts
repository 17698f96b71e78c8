import { RE2JS } from 're2js';

/** A regular expression as Prometheus reads it, or what is wrong with it. */
export type Pattern =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly message: string };

/** Files say the same few patterns again and again, and compiling is slow. */
const MOST_KEPT = 1000;
const kept = new Map<string, Pattern>();

/** Compiles RE2 syntax, anchored at both ends. */
export function compilePattern(text: string): Pattern {
  const known = kept.get(text);
  if (known) return known;
  const pattern = compile(text);
  if (kept.size < MOST_KEPT) kept.set(text, pattern);
  return pattern;
}

function compile(text: string): Pattern {
  try {
    const compiled = RE2JS.compile(text, RE2JS.DOTALL);
    return { ok: true, matches: (candidate) => compiled.matches(candidate) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // How the dot is made to match line ends is no part of what was written.
    return { ok: false, message: message.replace('`(?s)', '`') };
  }
}
