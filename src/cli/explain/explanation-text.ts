import { SECOND } from '../../core/time/duration.js';
import type { Output } from '../context.js';
import { columns, indent } from '../text/columns.js';
import { aboutDuration, aboutHours, count, exactPercent, percent, plural } from '../text/quantities.js';
import { lowTrafficText } from './low-traffic-text.js';
import type { Explanation } from './explanation.js';

/** An explanation for people. */
export function explanationText(slo: Explanation, output: Output): string {
  const promise = `${exactPercent(slo.target)} over ${slo.window}`;
  const ownership = [
    ...(slo.owner === null ? [] : [`owner ${slo.owner}`]),
    ...(slo.reviewCadence === null ? [] : [`review ${slo.reviewCadence}`]),
    slo.source,
  ];
  const facts: [string, string][] = [
    ...(slo.description === null ? [] : [['what', slo.description] satisfies [string, string]]),
    ...(slo.groupBy === null ? [] : [['stands for', groupsText(slo.groupBy)] satisfies [string, string]]),
    ...queriesText(slo),
    ...(slo.eventsAre === null ? [] : [['counts', slo.eventsAre] satisfies [string, string]]),
    ['budget', budgetText(slo)],
    ...(slo.sla === null ? [] : [['SLA', slaText(slo.sla)] satisfies [string, string]]),
    ...(slo.reading === null ? [] : [['reads', readingText(slo.reading)] satisfies [string, string]]),
  ];
  return [
    `${output.paint('bold', slo.id)}  ${promise}  ${output.paint('dim', `(${ownership.join(', ')})`)}\n`,
    indent(columns(facts, (cell, _row, column) => (column === 0 ? output.paint('dim', cell) : cell))),
    '\n',
    indent(tiersText(slo, output)),
    '\n',
    ...(slo.lowTraffic === null ? [] : [indent(lowTrafficText(slo.lowTraffic, output)), '\n']),
    indent(policyText(slo.policy, output)),
  ].join('');
}

/** A composite asks nothing itself. */
function queriesText({ parts, queries, derivation }: Explanation): [string, string][] {
  if (parts !== null) {
    return parts.map(({ id, badOver }) => [
      'part',
      `${id}, bad in a slice of which over ${percent(badOver)} fails`,
    ]);
  }
  return [
    ['bad events', queries.bad],
    ['all events', queries.total],
    ['because', derivation.reason],
  ];
}

function groupsText({ labels, max, keep }: NonNullable<Explanation['groupBy']>): string {
  return `one SLO per ${labels.join(', ')}, ${max} at most, each kept for ${keep} after it vanishes; --prometheus lists them`;
}

function budgetText({ budget, window }: Explanation): string {
  const time = `${aboutDuration(budget.outageSeconds * SECOND)} of total outage in ${window}`;
  if (budget.traffic === null) return time;
  const { budgetEvents, eventsPerDay, coverage } = budget.traffic;
  return `${time}, or ${plural(Math.round(budgetEvents), 'bad event').replace(/^\d+/, count(budgetEvents))} at the ${count(eventsPerDay)} of the last day (${coverageText(coverage)})`;
}

function coverageText(coverage: number | null): string {
  if (coverage === null) return 'for how much of it there is data is not known';
  // It is looked every five minutes.
  return `data for ${coverage === 0 ? 'less than 5m' : percent(coverage)} of it${coverage < 1 ? ': whole days have more' : ''}`;
}

function slaText({ target, window, warnAt, consequence }: NonNullable<Explanation['sla']>): string {
  const then = consequence === null ? '' : `; when it is broken: ${consequence}`;
  return `${exactPercent(target)} over ${window}, promised outside; pages when ${percent(warnAt)} of its budget is left${then}`;
}

function readingText({ mode, series }: NonNullable<Explanation['reading']>): string {
  if (series === 0) return 'nothing: there are no series';
  return mode === 'raw'
    ? `${count(series)} raw series`
    : `aggregated deltas: ${count(series)} series, summed by Prometheus`;
}

function tiersText({ tiers, eventsAre }: Explanation, output: Output): string {
  const floor = eventsAre === null ? 'bad event' : 'bad slice';
  if (tiers.length === 0) return 'no alerts: burn_rate_alerts is empty\n';
  const head = [
    'TIER',
    'WINDOWS',
    'BURN',
    'ERRORS OVER',
    'SPENDS',
    'GONE AFTER',
    'FIRES AT 100%',
    'AT 10%',
    'AT 1%',
    'CLEARS IN',
    'FLOOR',
  ];
  const rows = tiers.map((tier) => [
    tier.id,
    `${tier.longWindow} and ${tier.shortWindow}`,
    `${tier.burnRate}x`,
    tier.reachable ? percent(tier.errorRatio) : `${percent(tier.errorRatio)}: unreachable`,
    `${percent(tier.budgetShare)} in ${tier.longWindow}`,
    aboutHours(tier.exhaustionSeconds * SECOND),
    timeText(tier.detectionSeconds['1']),
    timeText(tier.detectionSeconds['0.1']),
    timeText(tier.detectionSeconds['0.01']),
    timeText(tier.resetSeconds),
    plural(tier.minBadEvents, floor),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? output.paint('dim', cell) : cell));
}

function policyText({ stated, bands }: Explanation['policy'], output: Output): string {
  const head = ['BUDGET LEFT', 'GATE', 'CONSEQUENCE'];
  const rows = bands.map(({ id, gate, consequence }) => [id, gate, consequence]);
  const table = columns([head, ...rows], (cell, row) => (row === 0 ? output.paint('dim', cell) : cell));
  return stated ? table : `${table}no error_budget_policy is stated, so the gate never blocks\n`;
}

function timeText(seconds: number | null): string {
  return seconds === null ? 'never' : aboutDuration(seconds * SECOND);
}
