const SHAPE = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Reads an ISO 8601 instant with its time zone ("2026-03-01T12:00:00Z") as epoch ms; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const trimmed = text.trim();
  const [, year, month, day] = (SHAPE.exec(trimmed) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  // 30 February would become 2 March.
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const at = Date.parse(trimmed.replace(' ', 'T').toUpperCase());
  return Number.isNaN(at) ? undefined : at;
}
