import { expect, test } from 'vitest';
import { judge, type PagedAlert } from '../../../../bench/faults/ledger.js';
import type { Outage } from '../../../../bench/faults/traffic.js';

const SLACK = 15_000;
const outage: Outage = { service: 'shop', from: 100_000, to: 120_000 };
const alert = (triggeredAt: number, resolvedAt?: number): PagedAlert => ({
  service: 'shop',
  triggeredAt,
  resolvedAt,
});
const figures = (outages: readonly Outage[], alerts: readonly PagedAlert[]) => {
  const { findings, ...counted } = judge(outages, alerts, SLACK);
  return { ...counted, told: findings.length };
};
const FINE = { crossings: 1, lost: 0, doubled: 0, falseResolves: 0, falsePages: 0, told: 0 };

test('an outage that was paged once and resolved after its end is as it has to be', () => {
  expect(figures([outage], [alert(109_000, 126_000)])).toEqual(FINE);
  expect(figures([outage], [alert(134_000, 136_000)])).toEqual(FINE);
});

test('an outage without an alert, or with one that stays open, is lost', () => {
  expect(figures([outage], [])).toEqual({ ...FINE, lost: 1, told: 1 });
  expect(figures([outage], [alert(109_000)])).toEqual({ ...FINE, lost: 1, told: 1 });
});

test('a second alert of the same outage is one too many', () => {
  expect(figures([outage], [alert(109_000, 126_000), alert(127_000, 128_000)])).toEqual({
    ...FINE,
    doubled: 1,
    told: 1,
  });
});

test('an alert that ends while the service fails is a false resolve, and the one that follows is not counted besides', () => {
  expect(figures([outage], [alert(105_000, 110_000), alert(111_000, 126_000)])).toEqual({
    ...FINE,
    falseResolves: 1,
    told: 2,
  });
});

test('an alert before the outage, long after it, or of another service is false', () => {
  for (const wrong of [
    alert(99_000, 126_000),
    alert(140_000, 141_000),
    { ...alert(109_000, 126_000), service: 'x' },
  ]) {
    expect(figures([outage], [wrong])).toEqual({ ...FINE, lost: 1, falsePages: 1, told: 2 });
  }
});

test('alerts belong to the outage that began last', () => {
  const later: Outage = { service: 'shop', from: 130_000, to: 150_000 };
  expect(figures([outage, later], [alert(109_000, 126_000), alert(139_000, 156_000)])).toEqual({
    ...FINE,
    crossings: 2,
  });
  expect(figures([outage, later], [alert(109_000, 126_000)])).toEqual({
    ...FINE,
    crossings: 2,
    lost: 1,
    told: 1,
  });
});
