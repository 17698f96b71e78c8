import type { AlertPolicy } from '../../core/slo/alert-policy.js';
import type { Path } from '../source-document.js';

/** The fields of a tier that somebody may have written. */
export type TierPart = 'long_window' | 'short_window' | 'burn_rate' | 'min_bad_events';

/** What of an SLO is spoken about; `bad` is whichever query says which events are bad, or good. */
export type SloField =
  | 'slo'
  | 'owner'
  | 'runbook'
  | 'target'
  | 'window'
  | 'alerts'
  | 'bad'
  | 'total'
  | 'threshold'
  | { readonly tier: AlertPolicy; readonly part: TierPart };

/** An SLO's entry within its document, as YAML gives it. */
export interface Entry {
  readonly document: unknown;
  readonly path: Path;
}

/** Where a dialect writes a field: the nearest thing that is there, where the field itself is not; undefined for the entry itself. */
export type FieldFinder = (entry: Entry, field: SloField) => Path | undefined;

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

/** The first of these paths that leads somewhere. */
export function firstThere(value: unknown, ...paths: readonly Path[]): Path | undefined {
  return paths.find((path) => valueAt(value, path) !== undefined);
}
