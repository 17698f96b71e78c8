import type { Path } from '../source-document.js';
import type { Library } from './library.js';
import type { Kind, OpenSloObject } from './objects.js';
import type { ReferenceOrInline } from './schema-parts.js';

/**
 * What an item of a list stands for: the object that it names, by itself or under `field`, or the one that is written in it. Undefined
 * when that cannot be used; what has not been said of it yet is said of the owner.
 */
export function referenced<Spec>(
  {
    item,
    field,
    kind,
  }: { readonly item: ReferenceOrInline<Spec>; readonly field: string; readonly kind: Kind },
  { owner, path, library }: { readonly owner: OpenSloObject; readonly path: Path; readonly library: Library },
): OpenSloObject<Spec> | undefined {
  const at = owner.at.under(...path);
  if (typeof item === 'string') return library.find<Spec>(kind, item, at, []);
  const name = item[field];
  const { metadata, spec } = item;
  if (typeof name === 'string') {
    const also = Object.keys(item).find((key) => key !== field);
    if (also === undefined) return library.find<Spec>(kind, name, at, [field]);
    return at.error('two-definitions', [also], `${field} and ${also} are both given`, 'keep one of them');
  }
  if (metadata === undefined || spec === undefined) {
    return at.error(
      'missing-field',
      [],
      `this is neither the name of an ${kind} nor a whole one`,
      `write ${field}: with a name, or kind, metadata and spec`,
    );
  }
  return library.inline(owner, kind, { metadata, spec }, path);
}
