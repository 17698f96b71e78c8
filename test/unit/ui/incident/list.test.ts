import { expect, it } from 'vitest';
import { declaration, isUnknown, severityAsked } from '../../../../src/ui/pages/incidents/declare.js';
import { isNarrowed, queryOf, viewOf } from '../../../../src/ui/pages/incidents/view.js';

const view = (query: string) => viewOf(new URLSearchParams(query));

it('asks the API for what the address says', () => {
  const now = Date.UTC(2026, 10, 23, 2, 30);
  expect(queryOf(view(''), true, now)).toBe('open=true');
  expect(queryOf(view('q= down &severity=sev2,sev1,x&team=db&since=7d'), false, now)).toBe(
    'open=false&text=down&severity=sev1%2Csev2&team=db&since=2026-11-16T02%3A00%3A00.000Z',
  );
  expect(isNarrowed(view('state=nonsense'))).toBe(false);
  expect(isNarrowed(view('state=open'))).toBe(true);
});

it('declares by the worse of what was chosen and what a concern asks for, under one key', () => {
  const rules = [
    { concern: 'paying-customer', severity: 'sev2', reason: 'reported by a paying customer' },
    { concern: 'data-integrity', severity: 'sev1', reason: 'data may be lost' },
  ] as const;
  const asked = { service: ' web ', slo: '', severity: 'sev3', title: 'down', concerns: [] } as const;
  expect(severityAsked(asked, rules)).toBe('sev3');
  expect(severityAsked({ ...asked, concerns: ['paying-customer'] }, rules)).toBe('sev2');
  expect(severityAsked({ ...asked, severity: 'sev1', concerns: ['paying-customer'] }, rules)).toBe('sev1');
  expect(declaration(asked, 'k')).toEqual({ service: 'web', severity: 'sev3', title: 'down', key: 'k' });
});

it('asks back for a service that no SLO is of, and not while it is being typed', () => {
  const services = ['mail', 'search'];
  expect(['', ' ', 'm', 'mail', ' mail '].map((typed) => isUnknown(services, typed))).not.toContain(true);
  expect([isUnknown(services, 'mial'), isUnknown(services, 'mails')]).toEqual([true, true]);
  expect(isUnknown([], 'mial')).toBe(false);
});
