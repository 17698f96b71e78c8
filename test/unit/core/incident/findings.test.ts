import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { lifeIn } from './life.js';

const by = 'maria';

describe('what is worth remembering', () => {
  it.each(PHASES)('is written down in an incident that is %s', (phase) => {
    const life = lifeIn(phase);
    expect(life.do({ kind: 'record-finding', text: 'zone b only', by })).toBeUndefined();
    expect(life.do({ kind: 'record-decision', text: 'we fail over', decidedBy: 'paul', by })).toBeUndefined();
    expect(life.do({ kind: 'record-decision', text: 'we wait', decidedBy: undefined, by })).toBeUndefined();
    expect(life.events.slice(-3)).toMatchObject([
      { kind: 'found', by, text: 'zone b only' },
      { kind: 'decided', by, text: 'paul decided: we fail over', data: { decidedBy: 'paul' } },
      { kind: 'decided', by, text: 'maria decided: we wait' },
    ]);
    expect(life.incident?.phase).toBe(phase);
  });

  it('is something', () => {
    const life = lifeIn('declared');
    expect(life.do({ kind: 'record-finding', text: ' ', by })).toBe('say what was found');
    expect(life.do({ kind: 'record-decision', text: ' ', decidedBy: 'paul', by })).toBe(
      'say what was decided',
    );
    expect(life.do({ kind: 'record-decision', text: 'we wait', decidedBy: ' ', by })).toBe(
      'say who decided it',
    );
  });
});

describe('a star', () => {
  it('marks an entry of the timeline, and can be taken back; the entry stays as it is', () => {
    const life = lifeIn('closed');
    const [first, second] = life.events;
    expect(life.do({ kind: 'star', entry: 2, by })).toBeUndefined();
    expect(life.do({ kind: 'star', entry: 1, by })).toBeUndefined();
    expect(life.incident?.starred).toEqual([1, 2]);
    const count = life.events.length;
    life.do({ kind: 'star', entry: 1, by });
    life.do({ kind: 'unstar', entry: 3, by });
    expect(life.events).toHaveLength(count);
    life.do({ kind: 'unstar', entry: 2, by });
    expect(life.incident?.starred).toEqual([1]);
    expect(life.events.slice(0, 2)).toEqual([first, second]);
  });

  it.each([0, 1.5, 99, NaN])('has to be on an entry that is there, which %d is not', (entry) => {
    expect(lifeIn('declared').do({ kind: 'star', entry, by })).toBe(
      'the timeline of INC-7 has entries 1 to 1',
    );
  });
});
