import type { Exclusion } from '../../core/exclusions/exclusion.js';
import { checkSchema } from '../check-schema.js';
import type { DialectRead, SingleDialect } from '../dialect.js';
import { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { compileExclusion } from './compile-exclusion.js';
import type { ExclusionFile, ExclusionSpec } from './schema.js';
import { validateExclusionFile } from './validate-exclusion-file.js';

const LISTS = [
  ['maintenance', 'maintenance'],
  ['corrections', 'correction'],
] as const;

/** Documents of `maintenance:` and `corrections:`, among those of SLOs. */
export const EXCLUSIONS: SingleDialect = {
  tool: 'firebreak',
  kind: 'single',
  matches: (value) =>
    typeof value === 'object' &&
    value !== null &&
    LISTS.some(([list]) => list in value) &&
    !('slos' in value),
  read: (document): DialectRead => {
    const { exclusions, findings } = readExclusions(document.value);
    return {
      found: [],
      problems: findings.list.map((finding) => document.locate(finding)),
      exclusions: exclusions.map(({ exclusion, path }) => ({
        exclusion,
        place: document.locate({ code: '', path, message: '', mend: '' }),
      })),
    };
  },
};

/** The sound exclusions of a value, each with its place in it, and all that is wrong. */
export function readExclusions(value: unknown): {
  readonly exclusions: readonly { readonly exclusion: Exclusion; readonly path: Path }[];
  readonly findings: Findings;
} {
  const schemaFindings = checkSchema(validateExclusionFile, value);
  const findings = new Findings([], [...schemaFindings]);
  const isBroken = (list: string, index: number) =>
    schemaFindings.some(({ path }) => path[0] === list && (path.length === 1 || path[1] === index));
  // Only items that the schema has passed are read as what the schema says they are.
  const file = value as ExclusionFile;
  const exclusions = LISTS.flatMap(([list, kind]) => {
    const items: unknown = file[list];
    if (!Array.isArray(items)) return [];
    return items.flatMap((item: unknown, index) => {
      if (isBroken(list, index)) return [];
      const exclusion = compileExclusion(kind, item as ExclusionSpec, findings.under(list, index));
      return exclusion ? [{ exclusion, path: [list, index, 'id'] }] : [];
    });
  });
  return { exclusions, findings };
}
