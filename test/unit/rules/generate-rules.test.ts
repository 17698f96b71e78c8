import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Sla, Slo } from '../../../src/core/slo/slo.js';
import { calendarWindow } from '../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { generateRules, isGenerated } from '../../../src/rules/generate-rules.js';
import type { AlertingRule, Rule } from '../../../src/rules/rule-group.js';
import { availability, checkoutSlo, latency } from '../../support/checkout-slos.js';

interface RuleFile {
  groups: { name: string; interval: string; rules: Rule[] }[];
}

const latencySlo = checkoutSlo({
  sli: latency,
  objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
});
const generate = (slos: readonly Slo[]) => generateRules(slos, { format: 'prometheus' });
const groupsOf = (slos: readonly Slo[]) =>
  generate(slos).flatMap((file) => (parse(file.text) as RuleFile).groups);
const overLimitOf = (slos: readonly Slo[]) =>
  groupsOf(slos).flatMap((group) =>
    group.rules.flatMap((rule) =>
      'record' in rule && rule.record === 'slo:burn_rate:over_limit' ? [rule.expr] : [],
    ),
  );
const alertsOf = (slos: readonly Slo[]) =>
  groupsOf(slos).flatMap((group) => group.rules.filter((rule): rule is AlertingRule => 'alert' in rule));

/** One tier of an alert's expression, floored at three bad events. */
function tierExpression(own: string, tier: string, [long, short]: [string, string], limit: number): string {
  return (
    `label_replace(\n  slo:burn_rate:ratio{${own}, window="${long}"} > ${limit}\n` +
    `  and on (slo) slo:burn_rate:ratio{${own}, window="${short}"} > ${limit}\n` +
    `  and on (slo) slo:events:increase{${own}, of="bad", window="${long}"} >= 3,\n"tier", "${tier}", "", "")`
  );
}

describe('generateRules', () => {
  it('writes one file as it is in test/golden', async () => {
    const [file] = generate([checkoutSlo(), latencySlo]);
    expect(file?.path).toBe('checkout-api.rules.yaml');
    await expect(file?.text).toMatchFileSnapshot('../../golden/checkout-api.rules.yaml');
  });

  it('writes the same bytes whatever the order and the folder of the specs', () => {
    const slos = [checkoutSlo(), latencySlo, checkoutSlo({ service: 'another' })];
    const moved = slos.map((slo) => ({
      ...slo,
      source: { ...slo.source, file: '/elsewhere/checkout-api.yaml' },
      metadata: { ...slo.metadata, labels: { 'cost-centre': '42', team: 'payments' } },
    }));
    expect(generate(moved.reverse())).toEqual(generate(slos));
    expect(generate(slos).map((file) => file.path)).toEqual([
      'another.rules.yaml',
      'checkout-api.rules.yaml',
    ]);
  });

  it('marks its files, so that nobody else’s are taken for them', () => {
    expect(generate([checkoutSlo()]).every((file) => isGenerated(file.text))).toBe(true);
    expect(isGenerated('groups: []\n')).toBe(false);
  });

  it.each([0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999, 0.999999])(
    'prints the numbers of a target of %d without the noise of binary fractions',
    (target) => {
      const objective = { target, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } } as const;
      const numbers = generate([checkoutSlo({ objective })]).flatMap(
        (file) => file.text.match(/\d+\.\d+/g) ?? [],
      );
      expect(numbers.filter((number) => number.length > 12)).toEqual([]);
    },
  );

  it('puts every alert behind the recordings of its group, and only one group writes a series', () => {
    const written = groupsOf([checkoutSlo(), latencySlo]).flatMap(({ rules }) => {
      const firstAlert = rules.findIndex((rule) => 'alert' in rule);
      expect(
        rules.slice(firstAlert === -1 ? rules.length : firstAlert).every((rule) => 'alert' in rule),
      ).toBe(true);
      return rules.flatMap((rule) =>
        'record' in rule ? [`${rule.record} ${JSON.stringify(rule.labels)}`] : [],
      );
    });
    expect(new Set(written).size).toBe(written.length);
  });

  it('asks each tier of both windows and of the floor in bad events', () => {
    const [page] = alertsOf([checkoutSlo()]);
    const own = 'service="checkout-api", slo="availability"';
    expect(overLimitOf([checkoutSlo()])[0]?.split('\nor on (slo)\n')).toEqual([
      tierExpression(own, 'page-1h', ['1h', '5m'], 14.4),
      tierExpression(own, 'page-6h', ['6h', '30m'], 6),
      '-1 * max by (slo, tier, window) ' +
        `(ALERTS{${own}, alertname="SloErrorBudgetBurn", alertstate="firing", severity="page"} ` +
        `unless on (slo) slo:burn_rate:ratio{${own}, window="5m"})`,
    ]);
    expect(page?.expr).toBe(`slo:burn_rate:over_limit{${own}, family="availability", severity="page"}`);
    expect(page?.labels).toMatchObject({
      severity: 'page',
      owner: 'payments-team',
      team: 'payments',
    });
  });

  it('leaves tickets to the page while it is open, unless they were there before', () => {
    const [, ticket] = overLimitOf([checkoutSlo()]);
    const open = (severity: string) =>
      `ALERTS{service="checkout-api", slo="availability", alertname="SloErrorBudgetBurn", alertstate="firing", severity="${severity}"}`;
    expect(ticket?.split('\n').at(-1)).toBe(
      `unless on (slo) (${open('page')} unless on (slo) ${open('ticket')})`,
    );
  });

  it('shares rules between SLOs with the same tiers and window, and leaves the others to themselves', () => {
    const own = checkoutSlo({ name: 'own', alertPolicies: [] });
    const groups = groupsOf([checkoutSlo(), latencySlo, own]);
    expect(groups.map((group) => group.name)).toEqual([
      'firebreak:checkout-api',
      'firebreak:checkout-api:slow',
      'firebreak:checkout-api:metadata',
      'firebreak:checkout-api:own',
      'firebreak:checkout-api:own:slow',
      'firebreak:checkout-api:own:metadata',
    ]);
    const many = Array.from({ length: 8 }, (_, n) => checkoutSlo({ name: `slo-${n}` }));
    const withCounters = many.map((slo) => ({ ...slo, sli: latency }));
    for (const slos of [many, withCounters]) {
      expect(Math.max(...groupsOf(slos).map((group) => group.rules.length))).toBeLessThanOrEqual(20);
    }
  });

  it('leaves out what a tier does not ask for', () => {
    const tier = {
      id: 'page-1h',
      severity: 'page',
      longWindow: HOUR,
      shortWindow: HOUR,
      burnRateThreshold: 2,
      minBadEvents: 0,
    } as const;
    const slo = checkoutSlo({ alertPolicies: [tier] });
    const [page] = alertsOf([slo]);
    expect(overLimitOf([slo])[0]?.split('\nor on (slo)\n')[0]).toBe(
      'label_replace(\n  slo:burn_rate:ratio{service="checkout-api", slo="availability", window="1h"} > 2,\n"tier", "page-1h", "", "")',
    );
    expect(page?.annotations['description']).toContain('in the last 1h; the limit is 0.1%.');
  });

  it('watches the budget and the absence of an SLO without tiers', () => {
    const groups = groupsOf([checkoutSlo({ alertPolicies: [] })]);
    expect(groups.map((group) => group.rules.length)).toEqual([6, 6, 4]);
    expect(
      alertsOf([checkoutSlo({ alertPolicies: [] })]).map((rule) => [
        rule.alert,
        rule.for,
        rule.labels['severity'],
      ]),
    ).toEqual([['SloEventsAbsent', '15m', 'ticket']]);
  });

  it('records the SLO window once when a tier uses it too', () => {
    const tier = {
      id: 'ticket-1h',
      severity: 'ticket',
      longWindow: HOUR,
      shortWindow: 5 * MINUTE,
      burnRateThreshold: 2,
      minBadEvents: 3,
    } as const;
    const objective = { target: 0.99, sloWindow: { kind: 'rolling', durationMs: HOUR } } as const;
    const slo = checkoutSlo({ alertPolicies: [tier], objective });
    const windows = groupsOf([slo]).flatMap((group) =>
      group.rules.filter((rule) => 'record' in rule && rule.record === 'slo:window:seconds'),
    );
    expect(windows.map((rule) => rule.expr)).toEqual([
      'label_replace(vector(300), "window", "5m", "", "")\nor label_replace(vector(3600), "window", "1h", "", "")',
    ]);
  });

  it('evaluates scaled-down windows often enough to see them', () => {
    const scaled = checkoutSlo({
      objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: HOUR } },
      alertPolicies: [
        {
          id: 'page-1m',
          severity: 'page',
          longWindow: MINUTE,
          shortWindow: 20_000,
          burnRateThreshold: 6,
          minBadEvents: 3,
        },
      ],
    });
    expect(groupsOf([checkoutSlo()]).map((group) => group.interval)).toEqual(['30s', '2m30s', '2m30s']);
    expect(groupsOf([scaled]).map((group) => group.interval)).toEqual(['2s', '2m', '2m30s']);
  });

  it('prints what people wrote in annotations instead of running it', () => {
    const slo = checkoutSlo({ sli: { ...availability, description: 'share {{ of }} requests.' } });
    expect(alertsOf([slo])[0]?.annotations['description']).toMatch(
      /^Promise: 99\.95% over 30d: share \{\{ "\{\{" \}\} of \}\} requests\.\n/,
    );
  });

  it('lets a file say in its own words what its burn alerts tell, and only those', () => {
    const annotations = { summary: 'cards fail {{ $value }}', playbook: 'https://wiki.example/cards' };
    const { metadata } = checkoutSlo();
    const alerting = { ticket: { labels: { queue: 'web' }, annotations } };
    const slo = checkoutSlo({ metadata: { ...metadata, alerting } });
    const [page, ticket, absence] = alertsOf([slo]);
    expect(page?.labels).not.toHaveProperty('queue');
    expect(page?.annotations).not.toHaveProperty('playbook');
    expect(ticket?.labels).toMatchObject({ queue: 'web', severity: 'ticket' });
    expect(ticket?.annotations).toMatchObject({
      ...annotations,
      summary: 'cards fail {{ "{{" }} $value }}',
      description: expect.stringContaining('Promise: 99.95%'),
    });
    expect(absence?.labels).toMatchObject({ queue: 'web' });
    expect(absence?.annotations).toMatchObject({
      playbook: 'https://wiki.example/cards',
      summary: expect.stringContaining('nothing to judge by'),
    });
  });

  it('wraps the same groups into one valid resource per service', () => {
    const slos = [checkoutSlo({ service: 'Checkout_API' }), checkoutSlo({ service: 'checkout-api' })];
    const files = generateRules(slos, { format: 'prometheusrule' });
    expect(files.map((file) => file.path)).toEqual([
      'checkout-api.prometheusrule.yaml',
      'checkout-api-2.prometheusrule.yaml',
    ]);
    const resources = files.map((file) => parse(file.text) as { metadata: { name: string }; spec: RuleFile });
    expect(resources[1]).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'checkout-api-2-slo',
        labels: { 'app.kubernetes.io/name': 'checkout-api-2', 'app.kubernetes.io/managed-by': 'firebreak' },
      },
      spec: { groups: groupsOf([checkoutSlo()]) },
    });
  });
});

describe('the SLA of an SLO', () => {
  const rolling = (days: number) => ({ kind: 'rolling', durationMs: days * DAY }) as const;
  const sla = { objective: { target: 0.995, sloWindow: rolling(30) }, warnAt: 0.25 };
  const withSla = (more: Partial<Sla> = {}, name = 'availability') =>
    checkoutSlo({ name, id: `checkout-api/${name}`, sla: { ...sla, ...more } });

  it('has a budget and a page of its own, of two rules', () => {
    const count = (slos: readonly Slo[]) => groupsOf(slos).flatMap(({ rules }) => rules).length;
    expect(count([withSla()]) - count([checkoutSlo()])).toBe(2);
    const [alert] = alertsOf([withSla({ consequence: '10 % credits, {{ never }} more' })]).filter(
      (rule) => rule.alert === 'SloSlaAtRisk',
    );
    expect(alert?.labels).toMatchObject({ service: 'checkout-api', slo: 'availability', severity: 'page' });
    expect(alert?.annotations['description']).toContain('SLA: 99.5% over 30d; this page comes when 25%');
    expect(alert?.annotations['description']).toContain('10 % credits, {{ "{{" }} never }} more');
  });

  it('shares the rules of others over the same window, and stands alone over another', () => {
    const plain = checkoutSlo({ name: 'plain', id: 'checkout-api/plain' });
    const groups = (other: Slo) => new Set(groupsOf([plain, other]).map(({ name }) => name)).size;
    expect(groups(withSla())).toBe(3);
    expect(groups(withSla({ objective: { target: 0.995, sloWindow: rolling(7) } }))).toBe(6);
  });

  it('has neither over a window of the calendar, which PromQL does not know', () => {
    const sloWindow = calendarWindow('month', 'UTC');
    expect(generate([withSla({ objective: { target: 0.99, sloWindow } })])[0]?.text).not.toMatch(
      /sla_|SloSla/,
    );
  });

  it('keeps groups within what hosted rulers take', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => withSla({}, name));
    for (const { name, rules } of groupsOf(many)) expect(rules.length, name).toBeLessThanOrEqual(20);
  });
});
