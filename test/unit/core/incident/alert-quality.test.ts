import { describe, expect, it } from 'vitest';
import { alertQualities } from '../../../../src/core/incident/alert-quality.js';
import type { Incident } from '../../../../src/core/incident/incident.js';
import { sampleIncident } from '../../../support/store-samples.js';

function incident(sloId: string, verdict: Incident['verdict'], over: Partial<Incident> = {}): Incident {
  const [service = '', slo = ''] = sloId.split('/');
  return sampleIncident({ sloId, service, slo, verdict, ...over });
}

describe('the quality of alerts', () => {
  it('counts verdicts by service and SLO, the worst first', () => {
    const { total, services, slos } = alertQualities([
      incident('shop/up', 'real'),
      incident('shop/fast', 'real'),
      incident('shop/fast', 'false-positive'),
      incident('shop/fast', undefined),
      incident('mail/up', 'false-positive'),
      incident('mail/up', 'false-positive'),
    ]);
    expect(total).toMatchObject({ incidents: 6, real: 2, falsePositive: 3, noVerdict: 1 });
    expect(total.precision).toMatchObject({ n: 5, share: 0.4 });
    expect(services.map(({ service, incidents }) => [service, incidents])).toEqual([
      ['mail', 2],
      ['shop', 4],
    ]);
    expect(slos.map(({ slo, service, precision }) => [slo, service, precision?.share])).toEqual([
      ['mail/up', 'mail', 0],
      ['shop/fast', 'shop', 0.5],
      ['shop/up', 'shop', 1],
    ]);
  });

  it('is unknown, not perfect, where nobody has given a verdict', () => {
    const { slos } = alertQualities([incident('shop/up', undefined)]);
    expect(slos[0]).toMatchObject({ noVerdict: 1, precision: undefined });
  });

  it('leaves out what people have declared', () => {
    const declared = { by: 'maria', alertKey: 'k', requestKey: undefined, splitFrom: undefined };
    const { total, services } = alertQualities([incident('shop/up', 'real', { declared })]);
    expect(total.incidents).toBe(0);
    expect(services).toEqual([]);
  });
});
