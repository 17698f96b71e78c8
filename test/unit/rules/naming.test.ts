import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Slo } from '../../../src/core/slo/slo.js';
import { calendarWindow } from '../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import type { NamingTool } from '../../../src/rules/naming/namings.js';
import { prometheusDuration } from '../../../src/rules/naming/prometheus-duration.js';
import type { Rule } from '../../../src/rules/rule-group.js';
import { checkoutSlo } from '../../support/checkout-slos.js';

interface RuleFile {
  groups: { name: string; interval: string; rules: Rule[] }[];
}
const groupsOf = (slo: Slo, names: NamingTool = 'sloth') =>
  generateRules([slo], { format: 'prometheus', names }).flatMap(
    ({ text }) => (parse(text) as RuleFile).groups,
  );
const recordedAs = (slo: Slo, names: NamingTool = 'sloth') => {
  const [group, ...more] = groupsOf(slo, names).filter(({ name }) => name.endsWith(`:${names}`));
  if (!group || more.length > 0) throw new Error('one group was expected');
  return group.rules.flatMap((rule) => ('record' in rule ? [rule] : []));
};
const over = (durationMs: number) =>
  checkoutSlo({ objective: { target: 0.999, sloWindow: { kind: 'rolling', durationMs } } });

describe('the names of sloth', () => {
  it.each([
    [30 * DAY, '30d'],
    [28 * DAY, '4w'],
    [7 * DAY, '1w'],
    [365 * DAY, '1y'],
    [36 * HOUR, '1d12h'],
    [5 * MINUTE, '5m'],
  ])('call %d ms %s, as Prometheus does', (ms, text) => {
    expect(prometheusDuration(ms)).toBe(text);
  });

  it('are those of its recording rules, and no more than a hosted ruler takes in a group', () => {
    expect(recordedAs(checkoutSlo()).map(({ record }) => record)).toEqual([
      'slo:sli_error:ratio_rate5m',
      'slo:sli_error:ratio_rate30m',
      'slo:sli_error:ratio_rate1h',
      'slo:sli_error:ratio_rate2h',
      'slo:sli_error:ratio_rate6h',
      'slo:sli_error:ratio_rate1d',
      'slo:sli_error:ratio_rate3d',
      'slo:sli_error:ratio_rate30d',
      'slo:objective:ratio',
      'slo:error_budget:ratio',
      'slo:time_period:days',
      'slo:current_burn_rate:ratio',
      'slo:period_burn_rate:ratio',
      'slo:period_error_budget_remaining:ratio',
      'sloth_slo_info',
    ]);
    expect(recordedAs(over(28 * DAY)).map(({ record }) => record)).toContain('slo:sli_error:ratio_rate4w');
  });

  it('carry the labels by which sloth finds an SLO, which no label of a file takes away', () => {
    const labels = { team: 'web', sloth_id: 'mine', 'cost-centre': '42' };
    const rules = recordedAs(checkoutSlo({ metadata: { labels, links: {} } }));
    const id = {
      sloth_id: 'checkout-api-availability',
      sloth_service: 'checkout-api',
      sloth_slo: 'availability',
    };
    const own = { team: 'web', cost_centre: '42' };
    expect(rules.find(({ record }) => record === 'slo:sli_error:ratio_rate5m')?.labels).toEqual({
      ...own,
      ...id,
      sloth_window: '5m',
    });
    expect(rules.find(({ record }) => record === 'sloth_slo_info')?.labels).toEqual({
      ...own,
      ...id,
      sloth_objective: '99.95',
      sloth_mode: 'firebreak',
    });
    expect(rules.find(({ record }) => record === 'slo:objective:ratio')?.labels).toEqual({ ...own, ...id });
  });

  it('have every window that dashboards ask for, also of an SLO whose tiers have none of them', () => {
    const slo = checkoutSlo({ alertPolicies: [] });
    const windows = recordedAs(slo).flatMap(({ labels }) => labels['sloth_window'] ?? []);
    expect(windows).toEqual(['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d']);
    expect(
      recordedAs({ ...over(DAY), alertPolicies: [] }).flatMap(({ labels }) => labels['sloth_window'] ?? []),
    ).toEqual(['5m', '30m', '1h', '2h', '6h', '1d']);
  });

  it('tell no budget of a calendar window, which rules cannot know', () => {
    const sloWindow = calendarWindow('month', 'Europe/Berlin');
    const names = recordedAs(checkoutSlo({ objective: { target: 0.999, sloWindow } })).map(
      ({ record }) => record,
    );
    expect(names).toContain('slo:current_burn_rate:ratio');
    expect(names).not.toContain('slo:period_error_budget_remaining:ratio');
    expect(names).not.toContain('slo:period_burn_rate:ratio');
  });

  it('are on burn alerts too, by severity, and not on the absence of events, for which sloth has no alert', () => {
    const alerts = groupsOf(checkoutSlo({ name: 'a{{b' })).flatMap(({ rules }) =>
      rules.flatMap((rule) => ('alert' in rule ? [rule] : [])),
    );
    expect(alerts.map(({ alert, labels }) => [alert, labels['sloth_severity'], labels['sloth_slo']])).toEqual(
      [
        ['SloErrorBudgetBurn', 'page', 'a{{ "{{" }}b'],
        ['SloErrorBudgetBurn', 'ticket', 'a{{ "{{" }}b'],
        ['SloEventsAbsent', undefined, undefined],
      ],
    );
  });

  it('change nothing of what is recorded without them', () => {
    const [plain] = generateRules([checkoutSlo()], { format: 'prometheus' });
    const [named] = generateRules([checkoutSlo()], { format: 'prometheus', names: 'sloth' });
    const without = named?.text
      .replace(/^ +sloth_\w+: .*\n/gm, '')
      .replace(/\n*^ {2}- name: firebreak:.*:sloth\n[\s\S]*$/m, '\n');
    expect(without).toBe(plain?.text);
  });
});

describe('the names of pyrra', () => {
  const records = (slo: Slo) => recordedAs(slo, 'pyrra').map(({ record }) => record);

  it('are those of its generic rules, before and after they were rates', () => {
    expect(records(checkoutSlo())).toEqual([
      'pyrra_objective',
      'pyrra_window',
      'pyrra_availability',
      'pyrra_requests:rate5m',
      'pyrra_errors:rate5m',
      'pyrra_requests_total',
      'pyrra_errors_total',
    ]);
  });

  it('carry the id alone, as its dashboards show no budget of an SLO with other labels', () => {
    const rules = recordedAs(
      checkoutSlo({ metadata: { labels: { team: 'web', slo: 'mine' }, links: {} } }),
      'pyrra',
    );
    for (const { labels } of rules) {
      expect(labels).toEqual({ slo: 'checkout-api/availability' });
    }
  });

  it('tell no availability over a calendar window, which rules cannot know', () => {
    const sloWindow = calendarWindow('month', 'Europe/Berlin');
    const calendar = checkoutSlo({ objective: { target: 0.999, sloWindow } });
    expect(records(calendar)).not.toContain('pyrra_availability');
    expect(records(calendar)).toContain('pyrra_requests:rate5m');
  });

  it('change no alert', () => {
    const alerts = (names?: NamingTool) =>
      generateRules([checkoutSlo()], { format: 'prometheus', ...(names ? { names } : {}) })
        .flatMap(({ text }) => (parse(text) as RuleFile).groups.flatMap(({ rules }) => rules))
        .filter((rule) => 'alert' in rule);
    expect(alerts('pyrra')).toEqual(alerts());
  });
});
