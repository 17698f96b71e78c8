import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { inlineObject, type Kind, type OpenSloObject, type ReadObjects } from './objects.js';
import type { Inline } from './schema-parts.js';

/** All objects of all files, by kind and name: what references are looked up in. */
export class Library {
  private readonly known = new Map<string, OpenSloObject | undefined>();
  private readonly used = new Set<OpenSloObject>();
  private readonly results = new Map<OpenSloObject, unknown>();
  private readonly inlined = new Map<unknown, OpenSloObject>();

  /** Of two objects of one kind and name the first stands; SLOs are told apart by their service, later on. */
  constructor({ objects, broken }: ReadObjects) {
    for (const object of objects) {
      const key = keyOf(object.kind, object.metadata.name);
      if (object.kind === 'SLO') continue;
      const first = this.known.get(key);
      if (!first) this.known.set(key, object);
      else {
        const { file, line } = placeOf(first);
        object.at.error(
          'duplicate-object',
          ['metadata', 'name'],
          `there is an ${object.kind} of this name already, in ${file}:${line}`,
          'give this one a name of its own, or remove one of the two',
        );
      }
    }
    for (const { kind, name } of broken) {
      if (name === undefined) continue;
      const key = keyOf(kind, name);
      if (!this.known.has(key)) this.known.set(key, undefined);
    }
  }

  has(kind: Kind, name: string): boolean {
    return this.known.has(keyOf(kind, name));
  }

  /** True when any file holds an object of this kind, sound or not. */
  hasAny(kind: Kind): boolean {
    return this.namesOf(kind).length > 0;
  }

  /** The object that a reference names; undefined when it is broken itself, or unknown, which is an error at the reference. */
  find<Spec>(kind: Kind, name: string, at: Findings, path: Path): OpenSloObject<Spec> | undefined {
    if (!this.has(kind, name)) {
      return at.error(
        'unknown-reference',
        path,
        `there is no ${kind} "${name}" in these files`,
        this.hint(kind, name),
      );
    }
    const object = this.known.get(keyOf(kind, name));
    if (object) this.used.add(object);
    // What the schema says of a kind has been checked when it was read.
    return object as OpenSloObject<Spec> | undefined;
  }

  /** All sound objects of a kind that have a document of their own. */
  all<Spec>(kind: Kind): readonly OpenSloObject<Spec>[] {
    return [...this.known.values()].filter((object) => object?.kind === kind) as OpenSloObject<Spec>[];
  }

  /** Reads an object once, however many refer to it: what is wrong with it is said once. */
  once<Spec, Result>(
    object: OpenSloObject<Spec>,
    read: (object: OpenSloObject<Spec>, library: Library) => Result,
  ): Result {
    if (!this.results.has(object)) this.results.set(object, read(object, this));
    // An object is of one kind, and each kind is read in one way.
    return this.results.get(object) as Result;
  }

  /** The object that is written within another, the same one each time. */
  inline<Spec>(owner: OpenSloObject, kind: Kind, value: Inline<Spec>, path: Path): OpenSloObject<Spec> {
    const known = this.inlined.get(value.spec);
    if (known) return known as OpenSloObject<Spec>;
    const object = inlineObject(owner, kind, value, ...path);
    this.inlined.set(value.spec, object);
    return object;
  }

  hint(kind: Kind, name: string): string {
    const names = this.namesOf(kind);
    return names.length > 0
      ? suggestion(name, names)
      : `add a document of kind ${kind} with this name, and read its file together with this one`;
  }

  /** Objects that nothing refers to: a misspelt name is noticed at both its ends. */
  warnOfUnused(): void {
    for (const object of this.known.values()) {
      if (!object || this.used.has(object)) continue;
      object.at.warn(
        'unused-object',
        ['metadata', 'name'],
        `nothing refers to the ${object.kind} "${object.metadata.name}"`,
        'refer to it, or remove it',
      );
    }
  }

  private namesOf(kind: Kind): string[] {
    const prefix = keyOf(kind, '');
    return [...this.known.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }
}

function keyOf(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

function placeOf({ document, path }: OpenSloObject): { readonly file: string; readonly line: number } {
  return document.locate({ code: '', path: [...path, 'metadata', 'name'], message: '', mend: '' });
}
