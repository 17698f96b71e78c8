/** Fields that hold an instant in epoch ms wherever they occur in a read model, besides those that end in `At`. */
const INSTANT_FIELDS = [
  'at',
  'since',
  'dataUntil',
  'failingSince',
  'firingSince',
  'atRiskSince',
  'answersFrom',
  'countFrom',
  'goneSince',
  'boxFrom',
] as const;
const INSTANTS: ReadonlySet<string> = new Set(INSTANT_FIELDS);

/** The names of fields that hold instants. */
export type InstantField = (typeof INSTANT_FIELDS)[number] | `${string}At`;

/** The last instant that ISO 8601 can be written for; a budget that hardly burns may last beyond it. */
const LAST_INSTANT = 8.64e15;

function isInstant(field: string): boolean {
  return INSTANTS.has(field) || field.endsWith('At');
}

/**
 * A read model as JSON: instants as ISO 8601 in UTC, undefined as null so that every field is always there, and numbers that JSON
 * has no word for as null.
 */
export function jsonView(value: unknown, field = ''): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return isInstant(field) ? new Date(Math.min(value, LAST_INSTANT)).toISOString() : value;
  }
  if (Array.isArray(value)) return value.map((item) => jsonView(item, field));
  if (typeof value !== 'object') return value;
  // Thousands of SLOs go through here: nothing is built that is not answered.
  const view: Record<string, unknown> = {};
  for (const key of Object.keys(value)) view[key] = jsonView((value as Record<string, unknown>)[key], key);
  return view;
}
