/*
 * Rules in the shape that sloth 0.16 documents (github.com/slok/sloth, examples and default plugins), written by our own code: none of
 * sloth's code or text is here. Its own output may differ in labels and annotations, which cost nothing to speak of.
 */
import type { GeneratedFile } from '../../src/rules/generate-rules.js';
import { noise, type Series } from '../support/series.js';
import { type PeerGroup, type PeerRule, ruleFile } from './peer-rules.js';

const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
const TARGET = 0.999;
const BUDGET = '0.001';
const PERIOD_DAYS = 30;

/** What sloth multiplies the budget by, and over which windows, for its two alerts. */
const PAGE = [
  { short: '5m', long: '1h', factor: 14.4 },
  { short: '30m', long: '6h', factor: 6 },
];
const TICKET = [
  { short: '2h', long: '1d', factor: 3 },
  { short: '6h', long: '3d', factor: 1 },
];

/** 17 rules in three groups for the availability of each service, as events with an error and a total query. */
export function slothRules(services: readonly string[]): GeneratedFile[] {
  return services.map((service) =>
    ruleFile(service, [ratioGroup(service), metadataGroup(service), alertGroup(service)]),
  );
}

/** What sloth's 30-day rule reads: the 5-minute ratio, recorded every 30 s. */
export function slothHistory(services: readonly string[]): Series[] {
  return services.map((service, seed) => ({
    metric: 'slo:sli_error:ratio_rate5m',
    labels: { ...identity(service), sloth_window: '5m' },
    stepMs: 30_000,
    valueAt: (ms) => 0.0004 + 0.0005 * noise(ms / 30_000, seed),
  }));
}

function ratioGroup(service: string): PeerGroup {
  const recorded = `slo:sli_error:ratio_rate5m${selector(service)}[${PERIOD_DAYS}d]`;
  const ratios = WINDOWS.map((window): PeerRule => {
    const errors = `sum(rate(http_requests_total{service="${service}",status=~"5.."}[${window}]))`;
    const total = `sum(rate(http_requests_total{service="${service}"}[${window}]))`;
    return {
      record: `slo:sli_error:ratio_rate${window}`,
      expr: `(${errors})\n/\n(${total})`,
      labels: { ...identity(service), sloth_window: window },
    };
  });
  const period: PeerRule = {
    record: `slo:sli_error:ratio_rate${PERIOD_DAYS}d`,
    expr: `sum_over_time(${recorded})\n/ ignoring (sloth_window)\ncount_over_time(${recorded})`,
    labels: { ...identity(service), sloth_window: `${PERIOD_DAYS}d` },
  };
  return { name: `sloth-slo-sli-recordings-${service}-availability`, rules: [...ratios, period] };
}

function metadataGroup(service: string): PeerGroup {
  const one = selector(service);
  const perBudget = (ratio: string) =>
    `${ratio}${one}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${one}`;
  const expressions: [record: string, expr: string][] = [
    ['slo:objective:ratio', `vector(${TARGET})`],
    ['slo:error_budget:ratio', `vector(1-${TARGET})`],
    ['slo:time_period:days', `vector(${PERIOD_DAYS})`],
    ['slo:current_burn_rate:ratio', perBudget('slo:sli_error:ratio_rate5m')],
    ['slo:period_burn_rate:ratio', perBudget(`slo:sli_error:ratio_rate${PERIOD_DAYS}d`)],
    ['slo:period_error_budget_remaining:ratio', `1 - slo:period_burn_rate:ratio${one}`],
    ['sloth_slo_info', 'vector(1)'],
  ];
  return {
    name: `sloth-slo-meta-recordings-${service}-availability`,
    rules: expressions.map(([record, expr]) => ({ record, expr, labels: identity(service) })),
  };
}

function alertGroup(service: string): PeerGroup {
  const over = (window: string, factor: number) =>
    `max(slo:sli_error:ratio_rate${window}${selector(service)} > (${factor} * ${BUDGET})) without (sloth_window)`;
  const alert = (pairs: typeof PAGE, severity: string): PeerRule => ({
    alert: 'HighErrorRate',
    expr: pairs
      .map(({ short, long, factor }) => `(\n${over(short, factor)}\nand\n${over(long, factor)}\n)`)
      .join('\nor\n'),
    labels: { sloth_severity: severity },
  });
  return {
    name: `sloth-slo-alerts-${service}-availability`,
    rules: [alert(PAGE, 'page'), alert(TICKET, 'ticket')],
  };
}

function identity(service: string): Record<string, string> {
  return {
    sloth_id: `${service}-availability`,
    sloth_service: service,
    sloth_slo: 'availability',
    owner: 'team',
  };
}

function selector(service: string): string {
  return `{sloth_id="${service}-availability", sloth_service="${service}", sloth_slo="availability"}`;
}
