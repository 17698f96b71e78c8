import { describe, expect, it } from 'vitest';
import { specLabels } from '../../../src/core/slo/spec-labels.js';
import { alertLabels, infoLabels } from '../../../src/rules/labels.js';
import { LABELS } from '../../../src/rules/names.js';
import { checkoutSlo } from '../../support/checkout-slos.js';

describe('labels', () => {
  it.each([...Object.values(LABELS), 'alertname', 'job', 'instance'])(
    'of a spec never take the name %s',
    (name) => {
      expect(specLabels({ [name]: 'mine' })).toEqual({ [`spec_${name}`]: 'mine' });
    },
  );

  it('makes names that Prometheus takes, in an order of their own', () => {
    expect(Object.entries(specLabels({ team: 'a', 'cost-centre': '42', '1st': 'x' }))).toEqual([
      ['_1st', 'x'],
      ['cost_centre', '42'],
      ['team', 'a'],
    ]);
  });

  it('never lets a spec override what the alert says of itself', () => {
    expect(
      specLabels({ severity: 'page', service: 'x', __name__: 'up', window: '9h', alertname: 'y' }),
    ).toEqual({
      spec_severity: 'page',
      spec_service: 'x',
      spec___name__: 'up',
      spec_window: '9h',
      spec_alertname: 'y',
    });
  });

  it('keeps both of two labels whose names become the same', () => {
    expect(specLabels({ 'a.b': '1', 'a-b': '2' })).toEqual({ a_b: '2', spec_a_b: '1' });
  });

  it('prints braces in label values instead of running them as a template', () => {
    const slo = checkoutSlo({ metadata: { labels: { note: '{{ $value }}' }, links: {} } });
    expect(alertLabels(slo, 'page')['note']).toBe('{{ "{{" }} $value }}');
    expect(infoLabels(slo)['note']).toBe('{{ $value }}');
  });

  it('of one severity go before those of the SLO, and only with its alerts', () => {
    const labels = { team: 'payments', tier: '1' };
    const alerting = { page: { labels: { team: 'night', severity: 'critical' }, annotations: {} } };
    const slo = checkoutSlo({ metadata: { labels, links: {}, alerting } });
    expect(alertLabels(slo, 'page')).toMatchObject({
      team: 'night',
      spec_tier: '1',
      spec_severity: 'critical',
    });
    expect(alertLabels(slo, 'ticket')).toEqual({
      service: 'checkout-api',
      slo: 'availability',
      team: 'payments',
      spec_tier: '1',
    });
    expect(infoLabels(slo)).toMatchObject({ team: 'payments' });
  });

  it('tells whose an SLO is and where to read on', () => {
    expect(infoLabels(checkoutSlo())).toEqual({
      service: 'checkout-api',
      slo: 'availability',
      sli: 'availability',
      window: '30d',
      owner: 'payments-team',
      review_cadence: 'monthly',
      runbook_url: 'https://runbooks.example.org/checkout-api',
      dashboard_url: 'https://grafana.example.org/d/checkout',
      repository_url: 'https://git.example.org/checkout-api',
      cost_centre: '42',
      team: 'payments',
    });
  });
});
