import { isPair, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, visit } from 'yaml';
import type { SpecFile } from '../../spec/problem.js';
import { configSchema } from './schema.js';

/** As wide as what it stands for, so that a caret below still points at the right place. */
const MASK = '•';

/** What schemas consist of, as far as it is looked at here. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly writeOnly?: boolean;
}

/**
 * The configuration for showing lines of it: only names and values that the schema knows and that are not secret can be read. What is
 * misspelt, in the wrong place, in a comment or in a file that is no YAML may be a secret, so it cannot.
 */
export function hideValues(file: SpecFile): SpecFile {
  const shown: [from: number, to: number][] = [];
  const documents = parseAllDocuments(file.text, { logLevel: 'silent' });
  for (const document of Array.isArray(documents) ? documents : []) {
    if (document.errors.length > 0) continue;
    visit(document, {
      Scalar(key, node, ancestors) {
        if (isKnown(node, key === 'key', ancestors) && node.range) shown.push([node.range[0], node.range[1]]);
      },
    });
  }
  // What begins a line and ends in a colon is a name, even where the rest cannot be read.
  for (const { index, 0: name } of file.text.matchAll(/^[\s-]*[a-z_]{1,40}(?=:(?:\s|$))/gm)) {
    shown.push([index, index + name.length]);
  }
  const masked = file.text.replace(/[^\s:,[\]{}"'-]/gu, (char) => MASK.repeat(char.length));
  return { path: file.path, text: shown.reduce((text, range) => reveal(text, file.text, range), masked) };
}

function reveal(masked: string, text: string, [from, to]: [number, number]): string {
  const value = text
    .slice(from, to)
    .replace(/\/\/[^/\s@]*@/g, (login) => `//${MASK.repeat(login.length - 3)}@`);
  return masked.slice(0, from) + value + masked.slice(to);
}

function isKnown(node: Scalar, isKey: boolean, ancestors: readonly unknown[]): boolean {
  let schema: Schema | undefined = configSchema as Schema;
  const pairs = ancestors.filter((each) => isPair(each) || isSeq(each));
  for (const each of isKey ? pairs.slice(0, -1) : pairs) {
    schema = isSeq(each) ? schema?.items : schema && within(schema, isPair(each) ? nameOf(each.key) : '');
  }
  if (isKey) return schema !== undefined && within(schema, nameOf(node)) !== undefined;
  return schema !== undefined && schema.writeOnly !== true && schema.properties === undefined;
}

function within({ properties, additionalProperties }: Schema, name: string): Schema | undefined {
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function nameOf(key: unknown): string {
  return isScalar(key as Node) ? String((key as Scalar).value) : '';
}
