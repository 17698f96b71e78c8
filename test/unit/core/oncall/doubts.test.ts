import { describe, expect, it } from 'vitest';
import { doubtsAbout, whyNoTeam } from '../../../../src/core/oncall/doubts.js';
import { NO_PLAN } from '../../../../src/core/oncall/plan.js';
import { paymentsPlan, person } from '../../../support/oncall-plans.js';

const plan = paymentsPlan();

describe('doubts about what was named', () => {
  it('are none of people whom the files know by any of their names, and of owned services', () => {
    const mona = { ...person('mona'), fullName: 'Mona Haas' };
    const people = new Map([...plan.people, ['mona', mona]]);
    const named = ['alice', 'MONA', 'mona haas', 'mona@example.org', undefined];
    expect(doubtsAbout({ ...plan, people }, { people: named, service: 'checkout-api' })).toEqual([]);
  });

  it('name the nearest for what looks like a typo, and take the rest as it is; each once', () => {
    expect(doubtsAbout(plan, { people: ['alcie', 'zoe from the vendor', 'alcie'] })).toEqual([
      'the on-call files have nobody called "alcie": did you mean "alice"? It stands as you wrote it',
      'the on-call files have nobody called "zoe from the vendor": they are taken as somebody from outside',
    ]);
  });

  it('tell of a service that no team owns', () => {
    expect(doubtsAbout(plan, { service: 'search' })).toEqual([
      'no team owns search: nobody is called for its incidents by a team’s escalation policy',
    ]);
  });

  it('name the service that was probably meant, of SLOs or of teams', () => {
    const told = (service: string, services = ['search-api', 'web']) =>
      doubtsAbout({ ...NO_PLAN, people: plan.people }, { service }, services);
    expect(told('search-ap')).toEqual([
      'no SLO and no team is of a service "search-ap" (did you mean "search-api"?): it stands as you wrote it',
    ]);
    expect(told('batch')).toEqual([
      'no SLO and no team is of a service "batch" (known here: search-api, web): it stands as you wrote it',
    ]);
    expect(told('web')).toEqual([]);
    expect(told('web', [])).toEqual([]);
    expect(doubtsAbout(plan, { service: 'checkout-api' }, ['web'])).toEqual([]);
  });

  it('are none where no files say anything', () => {
    expect(doubtsAbout(NO_PLAN, { people: ['zoe'], service: 'search' })).toEqual([]);
    expect(whyNoTeam(NO_PLAN, 'anybody')).toBeUndefined();
  });

  it('refuse a team that there is not, with those that there are', () => {
    expect(whyNoTeam(plan, 'payments')).toBeUndefined();
    expect(whyNoTeam(plan, 'payment')).toBe(
      'the on-call files have no team "payment": did you mean "payments"? there are payments',
    );
    expect(whyNoTeam(plan, 'db')).toBe('the on-call files have no team "db": there are payments');
  });
});
