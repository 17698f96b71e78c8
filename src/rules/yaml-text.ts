/** What rule files are made of. */
export type YamlValue = string | number | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/**
 * Writes block-style YAML, two spaces a level, strings and numbers for scalars. Rule files need no more than this, and a general emitter takes
 * many times as long for a thousand SLOs.
 */
export function yamlText(value: YamlValue): string {
  const lines: string[] = [];
  writeValue(lines, value, '');
  return `${lines.join('\n')}\n`;
}

function writeValue(lines: string[], value: YamlValue, indent: string): void {
  if (isInline(value)) lines.push(indent + inline(value, indent));
  else if (isList(value)) for (const item of value) writeItem(lines, item, indent);
  else for (const [key, entry] of Object.entries(value)) writeEntry(lines, key, entry, indent);
}

function writeItem(lines: string[], item: YamlValue, indent: string): void {
  const start = lines.length;
  writeValue(lines, item, `${indent}  `);
  lines[start] = `${indent}- ${(lines[start] ?? '').slice(indent.length + 2)}`;
}

function writeEntry(lines: string[], key: string, value: YamlValue, indent: string): void {
  const name = `${indent}${inline(key, indent)}:`;
  if (isInline(value)) {
    lines.push(`${name} ${inline(value, indent)}`);
  } else {
    lines.push(name);
    writeValue(lines, value, `${indent}  `);
  }
}

/** Starts with a letter, or is a duration, and holds nothing that YAML would read as more than text. */
const PLAIN =
  /^(?:[A-Za-z][^\u0000-\u001f#\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*|(?:\d+[ydhms]){1,5})$/;
/** What YAML reads as something else than text. */
const WORD = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
/** Lines that a block can keep as they are, but for empty ones and spaces at an end. */
const BLOCK =
  /^[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff][^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*$/;
const EMPTY_LINE = /\n\s*\n/;
const SPACE = /\s/;

function inline(value: string | number | readonly YamlValue[] | object, indent: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return Array.isArray(value) ? '[]' : '{}';
  if (PLAIN.test(value) && !meansSomething(value)) return value;
  if (/["\n]/.test(value) && BLOCK.test(value) && !lostInBlock(value)) {
    return `|-\n${indent}  ${value.replaceAll('\n', `\n${indent}  `)}`;
  }
  // JSON's strings are YAML's, but for the characters that YAML calls unprintable.
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function meansSomething(plain: string): boolean {
  return plain.includes(': ') || plain.endsWith(':') || plain.endsWith(' ') || WORD.test(plain);
}

/** Spaces at the end, and empty lines. */
function lostInBlock(text: string): boolean {
  return SPACE.test(text.charAt(text.length - 1)) || EMPTY_LINE.test(text);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isInline(value: YamlValue): value is string | number | Record<string, never> {
  if (typeof value !== 'object') return true;
  return isList(value) ? value.length === 0 : Object.keys(value).length === 0;
}
