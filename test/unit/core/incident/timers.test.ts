import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import { SEVERITIES } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { nextTimer } from '../../../../src/core/incident/timers.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

function fired({ events }: Life): unknown[] {
  return events.filter(({ kind }) => kind === 'escalation-due').map(({ data }) => data['timer']);
}
const tick = (life: Life) => void life.do({ kind: 'tick', monitorFor: 15 * MINUTE });

describe('the timers of an incident', () => {
  it.each([
    ['sev1', 5],
    ['sev2', 15],
    ['sev3', 60],
    ['sev4', 24 * 60],
  ] as const)('tell when nobody has responded to a %s in %i minutes', (severity, minutes) => {
    const life = new Life(severity);
    life.minute = minutes - 1;
    tick(life);
    expect(fired(life)).toEqual([]);
    life.minute = minutes;
    tick(life);
    expect(fired(life)).toEqual([`response-${severity}`]);
  });

  it.each([
    ['sev1', 30],
    ['sev2', 120],
  ] as const)('tell when no cause is known into a %s for %i minutes', (severity, minutes) => {
    const life = lifeIn('investigating', severity);
    life.minute = minutes - 1;
    tick(life);
    expect(fired(life)).toEqual([]);
    life.minute = minutes;
    tick(life);
    expect(life.events.at(-1)).toMatchObject({ by: 'engine', data: { timer: `cause-${severity}` } });
    const known = lifeIn('identified', severity);
    known.minute = minutes;
    tick(known);
    expect(fired(known)).toEqual([]);
  });

  it('begin anew with a higher severity', () => {
    const life = lifeIn('acknowledged', 'sev3');
    life.minute = 50;
    life.do({ kind: 'report', concern: 'data-integrity', text: '', by: 'maria' });
    expect(life.incident && nextTimer(life.incident, DEFAULT_INCIDENT_POLICY)).toMatchObject({
      data: { timer: 'cause-sev1' },
      dueAt: 80 * MINUTE,
    });
  });

  it('fire once and never not at all, whatever is raised, whenever it is looked at, and whatever restarts', () => {
    const step = fc.record({
      minutes: fc.integer({ min: 1, max: 50 }),
      severity: fc.constantFrom(undefined, ...SEVERITIES),
      restarts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const life = new Life('sev4');
        for (const { minutes, severity, restarts } of steps) {
          life.minute += minutes;
          if (severity) life.do({ kind: 'score', scored: { severity, reason: 'measured' } });
          if (restarts) life.incident = replayIncident(life.events);
          const due = life.incident && nextTimer(life.incident, DEFAULT_INCIDENT_POLICY);
          const before = fired(life).length;
          tick(life);
          expect(fired(life).length - before).toBe(due && due.dueAt <= life.minute * MINUTE ? 1 : 0);
        }
        expect(new Set(fired(life)).size).toBe(fired(life).length);
      }),
    );
  });
});
