import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import { parseDuration } from '../../core/time/duration.js';
import { type Entry, type FieldFinder, firstThere, type TierPart, valueAt } from '../fields/field.js';
import type { Path } from '../source-document.js';
import { parseBurnRate } from './quantities.js';
import type { TierSpec } from './schema.js';

const QUERIES = {
  bad: ['bad', 'good', 'metric', 'gauge', 'error_ratio', 'success_ratio'],
  total: ['total', 'metric', 'gauge', 'error_ratio', 'success_ratio'],
  threshold: ['threshold', 'metric'],
} as const;

/** Where an SLO file of our own writes a field of the SLO at `path`. */
export const findField: FieldFinder = (entry, field) => {
  const { document, path } = entry;
  if (typeof field === 'object') return findTier(entry, field.tier, field.part);
  switch (field) {
    case 'slo':
      return undefined;
    case 'owner':
      return firstThere(document, ['owner'], ['service']);
    case 'runbook':
      return firstThere(document, [...path, 'links'], ['links'], ['service']);
    case 'target':
      return firstThere(document, [...path, 'target']);
    case 'window':
      return firstThere(document, [...path, 'window']);
    case 'alerts':
      return firstThere(document, [...path, 'burn_rate_alerts'], [...path, 'window']);
    case 'bad':
    case 'total':
    case 'threshold': {
      const sli = ['slis', String(valueAt(document, [...path, 'sli']))];
      return firstThere(document, ...QUERIES[field].map((query) => [...sli, query]), sli);
    }
  }
};

/** Tiers are sorted when they are compiled: the one that was written is known by what no two of an SLO share. */
function findTier({ document, path }: Entry, tier: AlertPolicy, part: TierPart): Path | undefined {
  const written = valueAt(document, [...path, 'burn_rate_alerts']);
  if (!Array.isArray(written)) return firstThere(document, [...path, 'window']);
  const index = (written as readonly TierSpec[]).findIndex(
    (spec) =>
      spec.severity === tier.severity &&
      parseDuration(spec.long_window) === tier.longWindow &&
      parseBurnRate(spec.burn_rate) === tier.burnRateThreshold,
  );
  const at = [...path, 'burn_rate_alerts', index];
  return firstThere(document, [...at, part], at);
}
