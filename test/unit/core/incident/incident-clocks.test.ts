import { expect, it } from 'vitest';
import type { Incident } from '../../../../src/core/incident/incident.js';
import { incidentClocks } from '../../../../src/core/incident/incident-clocks.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const clocksOf = (life: Life) =>
  incidentClocks(life.incident as Incident, DEFAULT_INCIDENT_POLICY).map(({ of, hypothesis, dueAt }) => [
    hypothesis === undefined ? of : `${of} ${hypothesis}`,
    dueAt / MINUTE,
  ]);

it('counts what the severity asks for, and goes on counting when it is overdue', () => {
  const life = new Life('sev1');
  expect(clocksOf(life)).toEqual([
    ['response', 5],
    ['cause', 30],
  ]);
  life.minute = 12;
  expect(clocksOf(life)[0]).toEqual(['response', 5]);
  life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
  expect(clocksOf(life)).toEqual([['cause', 30]]);
});

it('has the box of each hypothesis that is open', () => {
  const life = lifeIn('investigating');
  life.minute = 3;
  life.do({ kind: 'state-hypothesis', text: 'the pool', by: 'maria' });
  life.do({ kind: 'state-hypothesis', text: 'the cache', by: 'maria' });
  life.minute = 10;
  life.do({ kind: 'extend-hypothesis', hypothesis: 1, reason: 'logs', by: 'maria' });
  expect(clocksOf(life)).toEqual([
    ['hypothesis 2', 18],
    ['hypothesis 1', 33],
  ]);
  life.do({ kind: 'confirm-hypothesis', hypothesis: 2, finding: '', by: 'maria' });
  expect(clocksOf(life)).toEqual([['hypothesis 1', 33]]);
});

it('says when recovery will be proven, and has nothing of what is over', () => {
  const life = lifeIn('monitoring');
  expect(clocksOf(life)).toEqual([['recovery', 15]]);
  life.minute = 15;
  life.do({ kind: 'tick', monitorFor: MINUTE });
  expect(clocksOf(life)).toEqual([]);
  expect(clocksOf(lifeIn('resolved'))).toEqual([]);
});
