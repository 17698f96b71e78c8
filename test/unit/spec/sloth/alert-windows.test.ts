import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { file, onlySlo, read, slo } from './sloth.js';

const window = (errorBudgetPercent: number, longWindow: string, shortWindow: string) => ({
  errorBudgetPercent,
  longWindow,
  shortWindow,
});
const catalogue = (sloPeriod: string, changes: object = {}) => ({
  apiVersion: 'sloth.slok.dev/v1',
  kind: 'AlertWindows',
  spec: {
    sloPeriod,
    page: { quick: window(8, '1h', '5m'), slow: window(12.5, '6h', '30m') },
    ticket: { quick: window(20, '1d', '2h'), slow: window(42, '3d', '6h') },
    ...changes,
  },
});
const SLOS = file([slo()]);
const codes = (...documents: readonly Readonly<Record<string, unknown>>[]) =>
  read(documents).problems.map(({ severity, code, line }) => `${severity} ${code} ${line}`);

describe('AlertWindows', () => {
  test('for 30 days are the tiers of all SLOs, in whatever file and order', () => {
    const scaled = catalogue('30d', {
      page: { quick: window(1, '30m', '2m'), slow: window(2, '3h', '15m') },
      ticket: { quick: window(5, '12h', '1h'), slow: window(5, '36h', '3h') },
    });
    const { alertPolicies } = onlySlo(scaled, SLOS);
    const tiers = alertPolicies.map(({ id, longWindow, shortWindow, burnRateThreshold, minBadEvents }) => [
      id,
      longWindow,
      shortWindow,
      burnRateThreshold,
      minBadEvents,
    ]);
    expect(tiers).toEqual([
      ['page-30m', 30 * MINUTE, 2 * MINUTE, 14.4, 3],
      ['page-3h', 3 * HOUR, 15 * MINUTE, 4.8, 3],
      ['ticket-12h', 12 * HOUR, HOUR, 3, 3],
      ['ticket-1d12h', 36 * HOUR, 3 * HOUR, 1, 3],
    ]);
    expect(read([SLOS], [scaled]).slos[0]?.alertPolicies).toEqual(alertPolicies);
    expect(read([SLOS], [scaled]).problems).toEqual([]);
  });

  test('alone for another window say which window the SLOs have', () => {
    const { objective, alertPolicies } = onlySlo(SLOS, catalogue('7d'));
    expect(objective.sloWindow).toEqual({ kind: 'rolling', durationMs: 7 * DAY });
    expect(alertPolicies.map(({ burnRateThreshold }) => burnRateThreshold)).toEqual([13.44, 3.5, 1.4, 0.98]);
    expect(onlySlo(SLOS, catalogue('1w'))).toEqual(onlySlo(SLOS, catalogue('7d')));
  });

  test('an alert that is disabled has none of them', () => {
    const disabled = file([slo({ alerting: { page_alert: { disable: true } } })]);
    expect(onlySlo(disabled, catalogue('7d')).alertPolicies.map(({ id }) => id)).toEqual([
      'ticket-1d',
      'ticket-3d',
    ]);
  });

  test('tiers that an objective puts out of reach are left out, with a warning', () => {
    const { slos, problems } = read([file([slo({ objective: 90 })]), catalogue('7d')]);
    expect(slos[0]?.alertPolicies.map(({ id }) => id)).toEqual(['page-6h', 'ticket-1d', 'ticket-3d']);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['unreachable-alert-windows', 5]]);
  });

  test('for a window that no SLO has are an error', () => {
    expect(codes(SLOS, catalogue('30d'), catalogue('7d'))).toEqual(['error unused-alert-windows 39']);
    expect(read([SLOS, catalogue('7d'), catalogue('30d')]).slos[0]?.objective.sloWindow.durationMs).toBe(
      30 * DAY,
    );
  });

  test('without any SLO of sloth are fit to be validated alone', () => {
    expect(codes(catalogue('7d'))).toEqual(['warning unused-alert-windows 4']);
    expect(codes(catalogue('7d', { sloPeriod: 'soon' }))).toEqual(['error bad-duration 4']);
  });

  test('for two windows, neither of them sloth’s default, leave no SLO', () => {
    const { slos, problems } = read([SLOS, catalogue('7d'), catalogue('28d')]);
    expect(slos).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['ambiguous-alert-windows', 'ambiguous-alert-windows']);
  });

  test('twice for one window are an error at the second, and the first stand', () => {
    const first = catalogue('7d');
    const second = catalogue('1w', { page: { quick: window(1, '1h', '5m'), slow: window(2, '6h', '30m') } });
    const { slos, problems } = read([SLOS], [first], [second]);
    expect(problems).toMatchObject([
      {
        code: 'duplicate-alert-windows',
        file: '2.yaml',
        line: 4,
        message: expect.stringContaining('1.yaml:4'),
      },
    ]);
    expect(slos[0]?.alertPolicies[0]?.burnRateThreshold).toBe(13.44);
  });

  const page = (quick: object) => catalogue('7d', { page: { quick, slow: window(12.5, '6h', '30m') } });
  test.each([
    [page(window(0, '1h', '5m')), 'out-of-range', 7],
    [page(window(8, '5m', '1h')), 'windows-swapped', 9],
    [page(window(8, '8d', '5m')), 'window-too-long', 8],
    [page(window(8, '1 h', '5m')), 'bad-duration', 8],
    [page(window(8, '1h', '1500ms')), 'bad-duration', 9],
    [page(window(12.5, '6h', '30m')), 'duplicate-alert', 4],
    [catalogue('30m'), 'window-out-of-range', 4],
    [catalogue('a month'), 'bad-duration', 4],
    [catalogue('7d', { ticket: undefined }), 'missing-field', 3],
    [{ ...catalogue('7d'), specs: {} }, 'unknown-field', 23],
  ])(
    '%# that are wrong in themselves are an error, and leave no SLO with other tiers',
    (broken, code, line) => {
      const { slos, problems } = read([broken, SLOS]);
      expect(problems.map((problem) => [problem.code, problem.line])).toEqual([[code, line]]);
      expect(slos).toEqual([]);
    },
  );

  test('leave SLOs of other tools alone', () => {
    const own = {
      service: 's',
      slis: { i: { bad: 'a', total: 'b' } },
      slos: [{ sli: 'i', target: '99%', window: '30d' }],
    };
    const { slos } = read([own, SLOS, catalogue('7d')]);
    expect(slos.map(({ id, objective }) => [id, objective.sloWindow.durationMs / DAY])).toEqual([
      ['s/i', 30],
      ['shop/paid', 7],
    ]);
  });
});
