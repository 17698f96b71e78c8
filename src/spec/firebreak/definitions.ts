import type { Findings } from './findings.js';
import type { SliSpec } from './schema.js';

/** Each of these says by itself what is counted. */
const DEFINITIONS = ['metric', 'good', 'bad', 'total', 'gauge', 'error_ratio', 'success_ratio'] as const;
type Definition = (typeof DEFINITIONS)[number];

const TOGETHER: readonly Definition[] = ['good', 'bad', 'total'];

/** What goes only with some of them. */
const COMPANIONS = [
  { field: 'metric_is', of: ['metric'] },
  { field: 'threshold', of: ['metric'] },
  { field: 'good_when', of: ['gauge'] },
] as const;

/** Finds fields that contradict each other, and those that mean nothing beside the others; true when there are some. */
export function findTwoDefinitions(spec: SliSpec, findings: Findings): boolean {
  const [first, ...others] = DEFINITIONS.filter((field) => spec[field] !== undefined);
  if (first === undefined) return false;
  const second = others.find((field) => !(TOGETHER.includes(first) && TOGETHER.includes(field)));
  if (second !== undefined) {
    const alone = TOGETHER.includes(second) ? '`good`/`bad` with `total`' : `\`${second}\``;
    findings.error(
      'two-definitions',
      [second],
      `\`${first}\` and \`${second}\` both say what is counted`,
      `keep \`${first}\`, or ${alone}`,
    );
    return true;
  }
  const useless = COMPANIONS.find(
    ({ field, of }) => spec[field] !== undefined && !of.some((definition) => spec[definition] !== undefined),
  );
  if (!useless) return false;
  findings.error(
    `useless-${useless.field.replace('_', '-')}`,
    [useless.field],
    `${useless.field} goes with \`${useless.of.join('` or `')}\`, and there is none`,
    `remove ${useless.field}`,
  );
  return true;
}
