import type { Finding, Path } from '../../spec/source-document.js';

type Fields = Readonly<Record<string, unknown>>;

/** What of a document can be read on although some of it is wrong. */
export interface SoundParts {
  readonly value: Fields;
  /** Where a value of it stands in the document; undefined in a section that was left out. */
  readonly pathInFile: (path: Path) => Path | undefined;
}

/**
 * A document without the fields that are unknown, and without the items of lists, or else the whole sections, in which anything else is wrong: their
 * defaults would make up faults of their own. Undefined for what is no map.
 */
export function soundParts(document: unknown, findings: readonly Finding[]): SoundParts | undefined {
  if (!isMap(document)) return undefined;
  const value = structuredClone(document) as Record<string, unknown>;
  const kept = new Map<string, readonly number[]>();
  const gone = new Set<string>();
  const broken: (readonly [section: string, item: unknown])[] = [];
  for (const { code, path } of findings) {
    if (code === 'unknown-field') remove(value, path);
    else if (path[0] !== undefined) broken.push([String(path[0]), path[1]]);
  }
  for (const [section] of broken) {
    const items = value[section];
    const places = broken.filter(([other]) => other === section).map(([, item]) => item);
    if (Array.isArray(items) && places.every((place) => typeof place === 'number')) {
      kept.set(
        section,
        [...items.keys()].filter((index) => !places.includes(index)),
      );
    } else gone.add(section);
  }
  for (const [section, indices] of kept) {
    const items = value[section] as readonly unknown[];
    value[section] = indices.map((index) => items[index]);
  }
  for (const section of gone) delete value[section];
  return {
    value,
    pathInFile: ([section, item, ...below]) => {
      if (section === undefined) return [];
      if (gone.has(String(section))) return undefined;
      if (item === undefined) return [section];
      const index = typeof item === 'number' ? (kept.get(String(section))?.[item] ?? item) : item;
      return [section, index, ...below];
    },
  };
}

function remove(value: unknown, path: Path): void {
  const [step, ...below] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return;
  const fields = value as Record<string | number, unknown>;
  if (below.length > 0) remove(fields[step], below);
  else delete fields[step];
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
