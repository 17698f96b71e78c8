import { nearest } from '../core/nearest.js';
import { type CompositePart, compositeText } from '../core/slo/composite.js';
import type { Slo } from '../core/slo/slo.js';
import { suggestion } from './closest.js';
import type { Found, Reference } from './dialect.js';
import type { Problem } from './problem.js';

/** Of thousands of SLOs so many are named where one is asked for. */
const MOST_NAMED = 10;

/**
 * Gives composites their parts once all files are read. One whose part is unknown, broken or a composite itself falls away, with the reason
 * where the part is named; nothing else does.
 */
export function resolveComposites(found: readonly Found[]): { slos: Slo[]; problems: Problem[] } {
  const byId = new Map(found.map((each) => [each.slo.id, each]));
  const problems: Problem[] = [];
  const slos = found.flatMap(({ slo, references }) => {
    if (!references || !slo.composite) return [slo];
    const parts = references.map((reference): CompositePart | undefined => {
      const fault = faultOf(reference, slo.id, byId);
      if (fault) problems.push({ ...reference.place, ...fault });
      const part = fault ? undefined : byId.get(reference.id)?.slo;
      return part && partOf(part, reference.weight);
    });
    const whole = parts.filter((part) => part !== undefined);
    return whole.length < parts.length ? [] : [withParts(slo, slo.composite, whole)];
  });
  return { slos, problems };
}

function faultOf(
  { id }: Reference,
  own: string,
  byId: ReadonlyMap<string, Found>,
): Pick<Problem, 'code' | 'message' | 'mend'> | undefined {
  const part = byId.get(id);
  if (id === own || part?.references) {
    return {
      code: 'composite-of-composite',
      message: id === own ? `${id} cannot be part of itself` : `${id} is a composite itself`,
      mend: 'name the SLOs that it is made of',
    };
  }
  if (part) return undefined;
  const others = [...byId.values()].filter(({ references }) => !references).map(({ slo }) => slo.id);
  return {
    code: 'unknown-component',
    message: `there is no sound SLO "${id}" in the files that are read together`,
    mend: partMend(id, others),
  };
}

/** The SLO that was probably meant: a near one, or one of this name in another service. */
function partMend(id: string, others: readonly string[]): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const alike = others
    .filter((other) => other.endsWith(`/${name}`))
    .sort()
    .slice(0, MOST_NAMED);
  if (alike.length === 0 || nearest(id, others, 1).length > 0) {
    return suggestion(id, others, MOST_NAMED);
  }
  return `did you mean ${alike.map((other) => `"${other}"`).join(' or ')}?`;
}

function partOf(part: Slo, weight: number): CompositePart {
  const { id: sloId, service, sli, metadata } = part;
  return { sloId, service, labels: metadata.labels, sli, goodShare: goodShareOf(part), weight };
}

/** How good the events of a slice have to be: what the part promises of its own slices, or else its target. */
function goodShareOf({ timeSlices, objective }: Slo): number {
  return timeSlices?.goodShare ?? objective.target;
}

/** Where all parts fail alike, the strictest decides for all-of, and the most lenient for any-of. */
function withParts(
  slo: Slo,
  definition: NonNullable<Slo['composite']>,
  parts: readonly CompositePart[],
): Slo {
  const composite = { ...definition, parts };
  const shares = parts.map(({ goodShare }) => goodShare);
  const alike = { 'all-of': Math.max(...shares), 'any-of': Math.min(...shares), weighted: undefined };
  const derivation = { kind: 'composite', reason: compositeText(composite) } as const;
  return {
    ...slo,
    sli: { ...slo.sli, derivation },
    composite,
    timeSlices: { lengthMs: composite.lengthMs, goodShare: alike[composite.combine], withoutTraffic: 'good' },
  };
}
