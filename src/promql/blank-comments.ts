/** Puts spaces where comments stand, so that every offset stays true; `#` within quotes is no comment. */
export function blankComments(text: string): string {
  if (!text.includes('#')) return text;
  let out = '';
  let quote: string | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (quote === undefined && character === '#') {
      const end = text.indexOf('\n', i);
      const stop = end === -1 ? text.length : end;
      out += ' '.repeat(stop - i);
      i = stop - 1;
      continue;
    }
    out += character;
    if (quote !== undefined && quote !== '`' && character === '\\') {
      i += 1;
      out += text[i] ?? '';
    } else if (quote === character) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'" || character === '`'))
      quote = character;
  }
  return out;
}
