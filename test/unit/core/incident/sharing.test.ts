import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import { opensShared, sharedIncident } from '../../../../src/core/incident/sharing.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

const by = 'maria';
const share = (life: Life, entry: number) => life.do({ kind: 'share', entry, by });
const unshare = (life: Life, entry: number) => life.do({ kind: 'unshare', entry, by });
const link = (life: Life, digest: string, hours = 1) =>
  life.do({ kind: 'make-share-link', for: 'PayCo', digest, holds: hours * HOUR, by });
const revoke = (life: Life, number?: number) => life.do({ kind: 'revoke-share-link', link: number, by });
const seen = ({ incident, events }: Life) => {
  if (!incident) throw new Error('there is none');
  return sharedIncident(incident, events);
};
const opens = ({ incident, minute }: Life, secret: string) =>
  incident !== undefined && opensShared(incident, (digest) => digest === secret, minute * MINUTE);

describe('what partners see', () => {
  it('is how it stands, and what is marked, as long as it is', () => {
    const life = lifeIn('investigating');
    life.do({ kind: 'add-entry', text: 'the pool is full', happenedAt: 0, by });
    const entry = life.incident?.eventCount ?? 0;
    share(life, entry);
    expect(seen(life)).toEqual({
      title: 'checkout/availability burns its error budget',
      service: 'checkout',
      severity: 'sev3',
      status: 'open',
      entries: [{ at: 0, happenedAt: 0, text: 'the pool is full' }],
    });
    const before = life.events.length;
    share(life, entry);
    expect(life.events).toHaveLength(before);
    unshare(life, entry);
    expect(seen(life).entries).toEqual([]);
    expect(life.events.at(-1)?.text).toBe(`entry ${entry} is no longer shared with partners`);
    expect(share(life, 99)).toMatch(/^the timeline of INC-7 has entries 1 to /);
  });

  it('is the approved words of an update, and nothing of through whom it was told', () => {
    const life = lifeIn('investigating');
    const reach = { receivers: ['pager-of-the-night'], lacking: undefined };
    life.do({ kind: 'send-update', audience: 'customers', text: 'We are on it.', reach, by });
    share(life, life.incident?.eventCount ?? 0);
    expect(seen(life).entries.map(({ text }) => text)).toEqual(['We are on it.']);
  });

  it('is nothing of an entry that is not marked, whatever incident it is', () => {
    const step = fc.record({
      words: fc.string({ minLength: 12, maxLength: 20, unit: fc.constantFrom('x', 'y', 'z') }),
      kind: fc.constantFrom('add-entry', 'record-finding', 'record-decision', 'state-hypothesis', 'move'),
      entry: fc.integer({ min: 1, max: 30 }),
      act: fc.constantFrom('share', 'unshare', undefined),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const life = lifeIn('investigating');
        steps.forEach(({ words, kind, entry, act }, index) => {
          const text = `${words}#${index}.`;
          if (kind === 'move') life.move('identified', text);
          else if (kind === 'record-decision') life.do({ kind, text, decidedBy: text, by: text });
          else if (kind === 'add-entry') life.do({ kind, text, happenedAt: undefined, by: text });
          else life.do({ kind, text, by: text });
          if (act) life.do({ kind: act, entry, by });
        });
        const marked = new Set(life.incident?.shared);
        const told = JSON.stringify(seen(life));
        const shown = life.events
          .filter(({ seq }) => marked.has(seq))
          .map(({ text }) => text)
          .join('\n');
        for (const { text, seq } of life.events)
          for (const secret of text.match(/[xyz]{12,}#\d+\./g) ?? [])
            if (!marked.has(seq) && !shown.includes(secret)) expect(told).not.toContain(secret);
        expect(seen(life).entries).toHaveLength(marked.size);
        expect(replayIncident(life.events)).toEqual(life.incident);
      }),
    );
  });
});

describe('a link to what is shared', () => {
  it('opens it until it expires or is revoked, after the end too', () => {
    const life = lifeIn('closed');
    link(life, 'a');
    link(life, 'b', 3);
    expect([opens(life, 'a'), opens(life, 'b'), opens(life, 'c')]).toEqual([true, true, false]);
    life.minute += 60;
    expect([opens(life, 'a'), opens(life, 'b')]).toEqual([false, true]);
    expect(revoke(life)).toBeUndefined();
    expect(opens(life, 'b')).toBe(false);
    expect(life.events.slice(-2).map(({ text }) => text)).toEqual([
      'link 2 to what is shared is made for PayCo, it holds for 3h',
      'link 2 for PayCo is revoked',
    ]);
  });

  it('says why it is not made or revoked', () => {
    const life = new Life();
    expect(life.do({ kind: 'make-share-link', for: ' ', digest: 'a', holds: HOUR, by })).toBe(
      'say whom the link is for',
    );
    expect(revoke(life)).toBe('no link to INC-7 holds');
    expect(revoke(life, 3)).toBe('INC-7 has no link 3');
    link(life, 'a');
    link(life, 'b');
    expect(revoke(life)).toBe('say which one: 1 (PayCo), 2 (PayCo)');
    expect(revoke(life, 1)).toBeUndefined();
    expect(opens(life, 'b')).toBe(true);
  });
});
