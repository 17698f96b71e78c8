import type { Scalar } from 'yaml';

/**
 * Where a stretch of a text value stands in the file. Exact for plain and quoted values on one line and for literal blocks
 * (`|`); undefined where folding or escapes make it guesswork.
 */
export function valueOffsetToSource(
  text: string,
  node: Scalar,
  span: { readonly from: number; readonly to: number },
): [number, number] | undefined {
  const start = node.range?.[0];
  if (start === undefined || typeof node.value !== 'string') return undefined;
  if (node.type === 'BLOCK_LITERAL') {
    const from = inLiteral(text, start, node.value, span.from);
    const to = inLiteral(text, start, node.value, span.to);
    return from === undefined || to === undefined ? undefined : [from, to];
  }
  const quote = node.type === 'PLAIN' ? 0 : 1;
  const source = text.slice(start + quote, start + quote + node.value.length);
  if (source !== node.value) return undefined;
  return [start + quote + span.from, start + quote + span.to];
}

function inLiteral(text: string, start: number, value: string, offset: number): number | undefined {
  const before = value.slice(0, offset).split('\n');
  const column = before.at(-1)?.length ?? 0;
  let lineStart = text.indexOf('\n', start) + 1;
  const indent = /^(?:[ \t]*\n)*( +)/.exec(text.slice(lineStart))?.[1]?.length;
  if (lineStart === 0 || indent === undefined) return undefined;
  for (let i = 1; i < before.length; i += 1) {
    const next = text.indexOf('\n', lineStart);
    if (next === -1) break;
    lineStart = next + 1;
  }
  const line = text.slice(lineStart).split('\n', 1)[0] ?? '';
  return lineStart + Math.min(indent + column, line.length);
}
