/**
 * What falls between two shares (0-1) of the time that events are spread over. Whole numbers are cut where they round, so that whole
 * events stay whole and parts add up at every resolution.
 */
export function partOf(events: number, before: number, after: number): number {
  if (!Number.isInteger(events)) return events * (after - before);
  return Math.round(events * after) - Math.round(events * before);
}
