import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const by = 'maria';
const attach = (life: Life, ended = false) =>
  life.do({
    kind: 'attach',
    alert: { incident: 'INC-9', sloId: 'web/up', alertKey: undefined, ended },
    title: 'web/up burns',
    by,
  });
const see = (life: Life, ended: boolean) => life.do({ kind: 'see-attached', incident: 'INC-9', ended });
const tick = (life: Life) => void life.do({ kind: 'tick', monitorFor: 15 * MINUTE });

describe('relations', () => {
  it.each(PHASES)('of an incident that is %s are changed while it goes on', (phase) => {
    const over = phase === 'resolved' || phase === 'closed';
    const refused = over ? `INC-7 is ${phase}` : undefined;
    expect(lifeIn(phase).do({ kind: 'merge', into: 'INC-9', by })).toBe(refused);
    expect(attach(lifeIn(phase))).toBe(refused);
    expect(lifeIn(phase).do({ kind: 'set-parent', parent: 'INC-9', by })).toBe(refused);
    expect(lifeIn(phase).do({ kind: 'add-child', child: 'INC-9', by })).toBe(refused);
  });
});

describe('an incident with the alert of another one', () => {
  it('is watched from the end of the last of them, whichever that is', () => {
    const own = lifeIn('acknowledged');
    attach(own);
    own.do({ kind: 'end-alert', text: 'over' });
    expect(own.incident).toMatchObject({ phase: 'acknowledged' });
    own.minute = 20;
    see(own, true);
    expect(own.incident).toMatchObject({ phase: 'monitoring', alertEndedAt: 20 * MINUTE });
    own.minute = 34;
    tick(own);
    expect(own.incident?.phase).toBe('monitoring');
    own.minute = 35;
    tick(own);
    expect(own.incident?.phase).toBe('resolved');
    const others = lifeIn('acknowledged');
    attach(others);
    see(others, true);
    expect(others.incident?.phase).toBe('acknowledged');
    others.do({ kind: 'end-alert', text: 'over' });
    expect(others.incident?.phase).toBe('monitoring');
  });

  it('goes on when that is back, and calls people again where nobody is at work', () => {
    const life = lifeIn('acknowledged');
    attach(life, true);
    life.do({ kind: 'end-alert', text: 'over' });
    life.minute = 5;
    see(life, false);
    expect(life.incident).toMatchObject({ phase: 'acknowledged', answersFrom: 5 * MINUTE });
    const watched = lifeIn('acknowledged');
    watched.do({ kind: 'end-alert', text: 'over' });
    watched.minute = 5;
    attach(watched);
    expect(watched.incident).toMatchObject({ phase: 'acknowledged', answersFrom: 5 * MINUTE });
  });

  it('has not recovered while that goes on', () => {
    const life = lifeIn('investigating');
    attach(life);
    life.recover();
    life.minute = 60;
    expect(life.move('monitoring')).toContain('its alert has not ended');
    life.move('mitigating', 'rolled back');
    life.move('monitoring');
    tick(life);
    expect(life.incident?.recovery?.proven).toBe(false);
    expect(life.move('resolved')).toContain('the alert of INC-9 has not ended');
    life.do({ kind: 'detach', incident: 'INC-9', sloId: 'web/latency', by });
    expect(life.move('resolved')).toBeUndefined();
  });
});

describe('an incident that is merged', () => {
  it('is quiet: nothing is due, nothing proven, and it ends with the other one', () => {
    const life = lifeIn('acknowledged', 'sev1');
    life.do({ kind: 'merge', into: 'INC-9', by });
    const count = life.events.length;
    life.minute = 600;
    tick(life);
    expect(life.events).toHaveLength(count);
    life.do({ kind: 'end-alert', text: 'over' });
    life.minute = 900;
    tick(life);
    expect(life.incident?.phase).toBe('monitoring');
    life.do({ kind: 'resolve', text: 'resolved with INC-9' });
    expect(life.incident?.phase).toBe('resolved');
    expect(life.do({ kind: 'reopen', reason: 'back', by })).toBe('INC-7 is merged into INC-9: work there');
  });
});
