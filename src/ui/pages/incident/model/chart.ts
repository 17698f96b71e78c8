import type { IncidentSli } from '../../../../http/answers.js';
import type { ChartData } from '../../../parts/chart-data.js';
import { LEAST_SEEN, unseenOf } from '../../../parts/unseen.js';
import { percent } from '../../../words/numbers.js';
import { spanText } from '../../../words/times.js';

type Seen = Extract<IncidentSli, { kind: 'seen' }>;

/** What is drawn of the SLI since before the first bad sample, what it says, and its numbers. */
export function chartOf(sli: Seen, openedAt: string) {
  const { sloId, errorBudget, stepMs, failingSince } = sli;
  const steps = stepsOf(sli);
  const ratios = steps.map(({ errorRatio, coverage }) => (coverage < LEAST_SEEN ? null : errorRatio));
  const mark = (at: string | null, label: string, colour: string) =>
    at === null ? [] : [{ at: Date.parse(at), label, colour }];
  const data: ChartData = {
    times: steps.map(({ at }) => Date.parse(at)),
    lines: [{ label: 'failing', colour: '--chart-2', values: ratios }],
    limits: [{ value: errorBudget, label: `${percent(errorBudget)} may fail`, colour: '--ticket' }],
    marks: [...mark(failingSince, 'failing since', '--page'), ...mark(openedAt, 'declared', '--accent')],
    unseen: unseenOf(steps),
    least: [0, Math.min(1, errorBudget * 4)],
    format: (ratio) => percent(ratio),
  };
  return { data, steps, summary: `${sloId}, each point over ${spanText(stepMs)}. ${levels(ratios)}` };
}

/** Each by when it ends, as all numbers behind charts. */
function stepsOf({ points, stepMs }: Seen) {
  return points.map(({ at, badEvents, totalEvents, coverage }) => ({
    at: new Date(Date.parse(at) + stepMs).toISOString(),
    ms: stepMs,
    badEvents,
    totalEvents,
    coverage,
    excludedMs: 0,
    errorRatio: totalEvents > 0 ? Math.min(1, Math.max(0, badEvents / totalEvents)) : null,
  }));
}

function levels(ratios: readonly (number | null)[]): string {
  const seen = ratios.filter((ratio) => ratio !== null);
  const last = seen.at(-1);
  return last === undefined
    ? 'Nothing was seen in this time.'
    : `Highest ${percent(Math.max(...seen))}, last ${percent(last)}; hatched where less than half was seen.`;
}
