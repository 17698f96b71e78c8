/*
 * Rules in the shape that pyrra documents for a ratio without its performance mode (github.com/pyrra-dev/pyrra, as of 2026-08), written
 * by our own code: none of pyrra's code or text is here. They read no recorded series over a range, so they need no history of their own.
 */
import type { GeneratedFile } from '../../src/rules/generate-rules.js';
import { type PeerGroup, type PeerRule, ruleFile } from './peer-rules.js';

const TARGET = 0.999;

/** Pyrra scales its windows for 28 days to the SLO window, in whole minutes: these are those for 30 days. */
const TIERS = [
  { short: '5m', long: '1h4m', for: '2m', factor: 14, severity: 'critical' },
  { short: '32m', long: '6h26m', for: '16m', factor: 7, severity: 'critical' },
  { short: '2h9m', long: '1d1h43m', for: '1h4m', factor: 2, severity: 'warning' },
  { short: '6h26m', long: '4d6h51m', for: '3h13m', factor: 1, severity: 'warning' },
];
const BURN_WINDOWS = ['5m', '32m', '1h4m', '2h9m', '6h26m', '1d1h43m', '4d6h51m'];

/** For SLO windows from 28 to under 35 days. */
const INCREASE_INTERVAL = '2m30s';

/** 18 rules in three groups for the availability of each service. */
export function pyrraRules(services: readonly string[]): GeneratedFile[] {
  return services.map((service) =>
    ruleFile(service, [increaseGroup(service), burnGroup(service), genericGroup(service)]),
  );
}

function increaseGroup(service: string): PeerGroup {
  const labels = identity(service);
  return {
    name: `${service}-availability-increase`,
    interval: INCREASE_INTERVAL,
    rules: [
      {
        record: 'http_requests:increase30d',
        expr: `sum by (status) (increase(${total(service)}[30d]))`,
        labels,
      },
      {
        alert: 'SLOMetricAbsent',
        expr: `absent(${total(service)}) == 1`,
        for: '2m',
        labels: { ...labels, severity: 'critical' },
      },
    ],
  };
}

function burnGroup(service: string): PeerGroup {
  const one = `{service="${service}",slo="${service}-availability"}`;
  const rates = BURN_WINDOWS.map(
    (window): PeerRule => ({
      record: `http_requests:burnrate${window}`,
      expr: `sum(rate(${errors(service)}[${window}])) / sum(rate(${total(service)}[${window}]))`,
      labels: identity(service),
    }),
  );
  const alerts = TIERS.map((tier): PeerRule => {
    const over = (window: string) =>
      `http_requests:burnrate${window}${one} > (${tier.factor} * (1-${TARGET}))`;
    return {
      alert: 'ErrorBudgetBurn',
      expr: `${over(tier.short)} and ${over(tier.long)}`,
      for: tier.for,
      labels: { ...identity(service), short: tier.short, long: tier.long, severity: tier.severity },
    };
  });
  return { name: `${service}-availability`, interval: '30s', rules: [...rates, ...alerts] };
}

function genericGroup(service: string): PeerGroup {
  const increased = (matchers: string) =>
    `http_requests:increase30d{service="${service}",slo="${service}-availability"${matchers}}`;
  const expressions: [record: string, expr: string][] = [
    ['pyrra_objective', `${TARGET}`],
    ['pyrra_window', `${30 * 86_400}`],
    ['pyrra_availability', `1 - sum(${increased(',status=~"5.."')} or vector(0)) / sum(${increased('')})`],
    ['pyrra_requests:rate5m', `sum(rate(${total(service)}[5m]))`],
    ['pyrra_errors:rate5m', `sum(rate(${errors(service)}[5m])) or vector(0)`],
  ];
  const labels = { slo: `${service}-availability` };
  return {
    name: `${service}-availability-generic`,
    interval: '30s',
    rules: expressions.map(([record, expr]) => ({ record, expr, labels })),
  };
}

function total(service: string): string {
  return `http_requests_total{service="${service}"}`;
}

function errors(service: string): string {
  return `http_requests_total{service="${service}",status=~"5.."}`;
}

function identity(service: string): Record<string, string> {
  return { service, slo: `${service}-availability` };
}
