import { describe, expect, test } from 'vitest';
import { formatDuration } from '../../../../src/core/time/duration.js';
import { objective, onlySlo, problemsOf } from './pyrra.js';

const tiers = (window: string, fields: object = {}) =>
  onlySlo(objective({ window, ...fields })).alertPolicies.map(
    ({ id, shortWindow, longWindow, burnRateThreshold, minBadEvents }) =>
      `${id}: ${formatDuration(shortWindow)} ${formatDuration(longWindow)} ${burnRateThreshold} ${minBadEvents}`,
  );

describe('windows and thresholds are pyrra’s', () => {
  test.each([
    ['4w', ['page-1h: 5m 1h 14 3', 'page-6h: 30m 6h 7 3', 'ticket-1d: 2h 1d 2 3', 'ticket-4d: 6h 4d 1 3']],
    [
      '2w',
      ['page-30m: 3m 30m 14 3', 'page-3h: 15m 3h 7 3', 'ticket-12h: 1h 12h 2 3', 'ticket-2d: 3h 2d 1 3'],
    ],
    [
      '30d',
      [
        'page-1h4m: 5m 1h4m 14 3',
        'page-6h26m: 32m 6h26m 7 3',
        'ticket-1d1h43m: 2h9m 1d1h43m 2 3',
        'ticket-4d6h51m: 6h26m 4d6h51m 1 3',
      ],
    ],
    [
      '12w',
      ['page-3h: 15m 3h 14 3', 'page-18h: 1h30m 18h 7 3', 'ticket-3d: 6h 3d 2 3', 'ticket-12d: 18h 12d 1 3'],
    ],
  ])('%s', (window, expected) => {
    expect(tiers(window)).toEqual(expected);
    expect(problemsOf(objective({ window }))).toEqual([]);
  });

  test('at 2.8d the shortest window is a minute by rounding; below, by rule, with a warning', () => {
    expect(tiers('2d20h')[0]).toBe('page-6m: 1m 6m 14 3');
    expect(problemsOf(objective({ window: '67h12m' }))).toEqual([]);
    expect(tiers('1d')).toEqual([
      'page-2m: 1m 2m 14 3',
      'page-13m: 1m 13m 7 3',
      'ticket-51m: 4m 51m 2 3',
      'ticket-3h26m: 13m 3h26m 1 3',
    ]);
    expect(problemsOf(objective({ window: '67h11m' }))).toEqual([
      'warning short-window 8:3 for a window of 2d19h11m the short windows of the fastest alerts round to 0s: 1m is used, with a long window of at least 2m',
    ]);
  });

  test('of two tiers with the same windows each has an id of its own', () => {
    expect(tiers('1h').slice(0, 2)).toEqual(['page-2m-14x: 1m 2m 14 3', 'page-2m-7x: 1m 2m 7 3']);
  });

  test('what the target puts out of reach is left out, with a warning', () => {
    expect(tiers('4w', { target: '90' })).toEqual([
      'page-6h: 30m 6h 7 3',
      'ticket-1d: 2h 1d 2 3',
      'ticket-4d: 6h 4d 1 3',
    ]);
    expect(problemsOf(objective({ target: '90' }))).toEqual([
      'warning unreachable-default 7:3 of the default alerts 14x can never fire: with this target the burn rate is at most 10x',
    ]);
  });
});

describe('alerting', () => {
  const ids = (alerting: object) => onlySlo(objective({ alerting })).alertPolicies.map(({ id }) => id);
  const problems = (alerting: object) => problemsOf(objective({ alerting }));

  test('disabled, or burnrates: false, is no tier', () => {
    expect(ids({ disabled: true })).toEqual([]);
    expect(ids({ burnrates: false })).toEqual([]);
    expect(ids({ disabled: false, burnrates: true, absent: true })).toHaveLength(4);
    expect(problems({ disabled: true, absent: true })).toEqual([]);
  });

  test('severities are ours by their words, and stay as annotations', () => {
    const severities = { fastBurn: 'page', mediumBurn: 'High', slowBurn: '', longTermBurn: 'critical' };
    const slo = onlySlo(objective({ alerting: { severities } }));
    expect(slo.alertPolicies.map(({ id }) => id)).toEqual(['page-1h', 'page-6h', 'page-4d', 'ticket-1d']);
    expect(slo.metadata.annotations).toEqual({
      'alerting/severities/mediumBurn': 'High',
      'alerting/severities/longTermBurn': 'critical',
    });
  });

  test('a word that says neither page nor ticket is an error at the word', () => {
    expect(problems({ severities: { slowBurn: 'slack' } })).toEqual([
      'error severity 17:17 "slack" does not say whether it pages someone or waits for the working day',
    ]);
  });

  test('a name travels as a label of the alerts', () => {
    const slo = onlySlo(objective({ alerting: { name: 'ShopBurns' } }));
    const named = { labels: { alert_name: 'ShopBurns' }, annotations: {} };
    expect(slo.metadata.alerting).toEqual({ page: named, ticket: named });
    expect(problems({ name: 'ShopBurns' })).toEqual([]);
  });

  test('labels and annotations are those of all alerts; a link of ours is a link', () => {
    const alerting = {
      name: 'ShopBurns',
      labels: { team: 'shop', tier: 1 },
      annotations: { summary: 'look here', runbook_url: 'https://runbooks.example.org/shop' },
    };
    const slo = onlySlo(objective({ alerting }));
    const told = {
      labels: { team: 'shop', tier: '1', alert_name: 'ShopBurns' },
      annotations: { summary: 'look here' },
    };
    expect(slo.metadata.alerting).toEqual({ page: told, ticket: told });
    expect(slo.metadata.links).toEqual({ runbook: 'https://runbooks.example.org/shop' });
    expect(slo.metadata.labels).toEqual({});
    expect(problems(alerting)).toEqual([]);
    expect(problems({ labels: null, annotations: null })).toEqual([]);
  });

  test('names that Prometheus does not take are refused where they stand', () => {
    expect(problems({ labels: { 'my-team': 'shop' } })[0]).toMatch(/^error \S+ 17:7 /);
    expect(problems({ annotations: { 'a b': 'x' } })[0]).toMatch(/^error \S+ 17:7 /);
  });

  test('what is told in another way is a warning', () => {
    const alerting = { absent: false, absentName: 'Gone', severities: { absent: 'critical' } };
    expect(problems(alerting).map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'warning always-told 16:5',
      'warning alert-name 17:5',
      'warning always-told 19:7',
    ]);
    expect(onlySlo(objective({ alerting })).metadata.annotations).toEqual({
      'alerting/absentName': 'Gone',
      'alerting/severities/absent': 'critical',
    });
  });
});
