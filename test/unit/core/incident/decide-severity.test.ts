import { describe, expect, it } from 'vitest';
import type { IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { type Life, lifeIn } from './life.js';

const set = (life: Life, severity: IncidentSeverity, reason = '') =>
  life.do({ kind: 'set-severity', severity, reason, by: 'maria' });
const score = (life: Life, severity: IncidentSeverity) =>
  life.do({ kind: 'score', scored: { severity, reason: 'as measured' } });

describe('the severity that people set', () => {
  it('is raised without a reason, and lowered only with one', () => {
    const life = lifeIn('acknowledged', 'sev3');
    expect(set(life, 'sev2')).toBeUndefined();
    expect(set(life, 'sev4')).toBe('SEV4 is lower than SEV2: say why');
    expect(set(life, 'sev4', 'one tenant')).toBeUndefined();
    expect(life.events.at(-1)).toMatchObject({ by: 'maria', text: 'lowered to SEV4: one tenant' });
    expect(life.incident).toMatchObject({ severity: 'sev4', severityReason: 'maria: one tenant' });
  });

  it('is not raised again by the impact that a person knew, but by a worse one', () => {
    const life = lifeIn('acknowledged', 'sev2');
    set(life, 'sev4', 'a load test');
    score(life, 'sev2');
    score(life, 'sev3');
    expect(life.incident?.severity).toBe('sev4');
    score(life, 'sev1');
    expect(life.incident?.severity).toBe('sev1');
  });

  it('is raised at once by what customers and data tell', () => {
    const life = lifeIn('acknowledged', 'sev4');
    life.do({ kind: 'report', concern: 'paying-customer', text: 'Acme', by: 'maria' });
    expect(life.incident).toMatchObject({
      severity: 'sev2',
      severityReason: 'reported by a paying customer: Acme; at least SEV2',
    });
    life.do({ kind: 'report', concern: 'data-integrity', text: '', by: 'maria' });
    expect(life.incident?.severity).toBe('sev1');
    life.do({ kind: 'report', concern: 'paying-customer', text: '', by: 'maria' });
    expect(life.incident?.severity).toBe('sev1');
    expect(life.events.filter(({ kind }) => kind === 'concern-reported')).toHaveLength(3);
  });

  it('stays when the incident is over', () => {
    expect(set(lifeIn('resolved'), 'sev1')).toBe('INC-7 is resolved');
  });
});

describe('a line for the timeline', () => {
  it('is added late, with both times, and after the end too', () => {
    const life = lifeIn('closed');
    const add = (text: string, happenedAt?: number) =>
      life.do({ kind: 'add-entry', text, happenedAt, by: 'maria' });
    expect(add('the pool was full', 2 * MINUTE)).toBeUndefined();
    expect(life.events.at(-1)).toMatchObject({
      at: life.minute * MINUTE,
      data: { happenedAt: 2 * MINUTE },
    });
    expect(add('later', 1000 * MINUTE)).toBe('it has not happened yet');
    expect(add(' ')).toBe('say what happened');
  });
});
