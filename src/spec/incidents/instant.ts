const SHAPE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Reads an ISO 8601 instant with its time zone ("2026-03-01T12:00:00Z") as epoch ms; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const trimmed = text.trim();
  if (!SHAPE.test(trimmed)) return undefined;
  const at = Date.parse(trimmed.replace(' ', 'T').toUpperCase());
  return Number.isNaN(at) ? undefined : at;
}
