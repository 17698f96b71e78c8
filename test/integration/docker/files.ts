import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');

export function readText(path: string): Promise<string> {
  return readFile(join(REPOSITORY, path), 'utf8');
}

/** Every document of a YAML file, as the caller says that it looks; a duplicate key, or anything else that is odd, throws. */
export async function readYamlDocuments<Shape>(path: string): Promise<Shape[]> {
  return parseStrictly(await readText(path), path) as Shape[];
}

/** The only document of a YAML file. */
export async function readYaml<Shape>(path: string): Promise<Shape> {
  return only(await readYamlDocuments<Shape>(path), path);
}

export function parseStrictly(text: string, path: string): unknown[] {
  return [...parseAllDocuments(text, { uniqueKeys: true, strict: true })].map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${path}: ${problem.message}`);
    return document.toJS() as unknown;
  });
}

export function only<Item>(items: readonly Item[], what: string): Item {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`${what}: ${items.length} instead of one`);
  return item;
}

/** The port of "host:port" or of a URL that names one. */
export function portOf(address: string): number {
  const port = /:(\d+)(?:\/|$)/.exec(address)?.[1];
  if (port === undefined) throw new Error(`${address} names no port`);
  return Number(port);
}
