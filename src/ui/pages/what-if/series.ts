import type { WhatIf } from '../../../http/answers.js';
import type { ChartStrip } from '../../parts/chart-data.js';
import { counted, countText, percent, rateText } from '../../words/numbers.js';
import { utcText } from '../../words/times.js';

export type Point = WhatIf['points'][number];
type Side = 'present' | 'proposed';

export const SIDES = ['present', 'proposed'] as const;
export const SIDE_WORDS: Readonly<Record<Side, string>> = { present: 'as it is', proposed: 'as it could be' };

/** What the address asks to see of the replay; all of it where it says nothing. */
export function shownOf(params: URLSearchParams, { startAt, endAt }: Pick<WhatIf, 'startAt' | 'endAt'>) {
  const all = { from: Date.parse(startAt), to: Date.parse(endAt) };
  const asked = { from: Date.parse(params.get('from') ?? ''), to: Date.parse(params.get('to') ?? '') };
  const span = { from: Math.max(all.from, asked.from), to: Math.min(all.to, asked.to) };
  return span.from < span.to ? { ...span, isAll: false } : { ...all, isAll: true };
}

export interface Shown {
  readonly from: number;
  readonly to: number;
}

export function pointsIn(points: readonly Point[], { from, to }: Shown): readonly Point[] {
  return points.filter(({ at }) => Date.parse(at) > from && Date.parse(at) <= to);
}

/** Pages and tickets of a side that were open in what is shown. */
export function alertsIn(result: WhatIf, side: Side, { from, to }: Shown) {
  return result[side].alerts.filter(
    ({ openedAt, endedAt }) => Date.parse(openedAt) <= to && (endedAt === null || Date.parse(endedAt) > from),
  );
}

/** When each would have paged, one row under the other. */
export function stripsOf(result: WhatIf, shown: Shown): readonly ChartStrip[] {
  return SIDES.map((side) => ({
    mark: side === 'present' ? 'as it is' : 'could be',
    label: `pages ${SIDE_WORDS[side]}`,
    colour: side === 'present' ? '--chart-1' : '--chart-2',
    spans: alertsIn(result, side, shown)
      .filter(({ severity }) => severity === 'page')
      .map(({ openedAt, endedAt }) => ({
        from: Date.parse(openedAt),
        to: endedAt === null ? shown.to : Date.parse(endedAt),
      })),
  }));
}

/** `as it is 3 pages and 1 ticket, as it could be 1 page and no ticket`. */
export function alertsSummary(result: WhatIf, shown: Shown): string {
  return SIDES.map((side) => {
    const alerts = alertsIn(result, side, shown);
    const count = (severity: string) => alerts.filter((alert) => alert.severity === severity).length;
    return `${SIDE_WORDS[side]} ${countOf(count('page'), 'page')} and ${countOf(count('ticket'), 'ticket')}`;
  }).join(', ');
}

export function ratioSummary(points: readonly Point[]): string {
  const bad = points.reduce((sum, { badEvents }) => sum + badEvents, 0);
  const total = points.reduce((sum, { totalEvents }) => sum + totalEvents, 0);
  if (total === 0) return 'No events were seen in this time.';
  const worst = points.reduce((most, point) =>
    (point.errorRatio ?? 0) > (most.errorRatio ?? 0) ? point : most,
  );
  const highest = worst.errorRatio
    ? ` Highest: ${percent(worst.errorRatio)} in what ends at ${utcText(Date.parse(worst.at))}.`
    : '';
  return `${countText(bad)} of ${countText(total)} events failed (${percent(bad / total)}).${highest}`;
}

/** The highest and the last of what is known of each side. */
export function burnSummary(points: readonly Point[]): string {
  return sideBySide(points, 'burnRate', (values) => `highest ${rateText(Math.max(...values))}`);
}

export function budgetSummary(points: readonly Point[]): string {
  return sideBySide(
    points,
    'budgetRemaining',
    (values) =>
      `${percent(values.at(-1) ?? 0)} left at the end, ${percent(Math.min(...values))} at its lowest`,
  );
}

function sideBySide(
  points: readonly Point[],
  field: 'burnRate' | 'budgetRemaining',
  text: (values: readonly number[]) => string,
): string {
  const words = SIDES.map((side) => {
    const values = points.map((point) => point[side][field]).filter((value) => value !== null);
    return `${SIDE_WORDS[side]} ${values.length > 0 ? text(values) : 'not known in this time'}`;
  }).join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function countOf(count: number, word: string): string {
  return count === 0 ? `no ${word}` : counted(count, word);
}
