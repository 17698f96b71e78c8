import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import type { IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { SEVERITIES } from '../../../../src/core/incident/severities.js';
import { fromStored } from '../../../../src/core/incident/stored.js';
import { Life } from './life.js';

const LEAST = { errorRatio: 0.006, badEvents: 3 };

/** A minute later so many of so many events fail. */
function see(life: Life, badEvents: number, totalEvents = 1000): IncidentSeverity | undefined {
  life.minute += 1;
  const impact = {
    errorRatio: badEvents / totalEvents,
    badEvents,
    totalEvents,
    windowMs: 300_000,
    least: LEAST,
  };
  life.do({ kind: 'see-impact', impact });
  return life.incident?.severity;
}
const declared = (severity: IncidentSeverity, errorRatio?: number, impactGrowth = 2) =>
  new Life(severity, { ...DEFAULT_INCIDENT_POLICY, impactGrowth }, errorRatio);
const raised = (life: Life) =>
  life.events.flatMap(({ kind, text }) => (kind === 'severity-raised' ? [text] : []));

describe('impact that grows', () => {
  it('raises by a level with each doubling of what it was declared with, once, up to SEV1', () => {
    const life = declared('sev4', 0.05);
    expect([99, 100, 100, 199, 150].map((bad) => see(life, bad))).toEqual([
      'sev4',
      'sev3',
      'sev3',
      'sev3',
      'sev3',
    ]);
    expect([200, 399, 400, 800, 1000].map((bad) => see(life, bad))).toEqual([
      'sev2',
      'sev2',
      'sev1',
      'sev1',
      'sev1',
    ]);
    expect(raised(life)).toEqual([
      'SEV3: the impact has grown: 10 % of events failing over 5m, 2 times the 5 % before',
      'SEV2: the impact has grown: 20 % of events failing over 5m, 2 times the 10 % before',
      'SEV1: the impact has grown: 40 % of events failing over 5m, 2 times the 20 % before',
    ]);
    expect(life.incident).toEqual(replayIncident(life.events));
  });

  it('is one level however much it has grown, and as many times as the policy says', () => {
    const life = declared('sev4', 0.01, 3);
    expect([29, 300, 300, 899, 900].map((bad) => see(life, bad))).toEqual([
      'sev4',
      'sev3',
      'sev3',
      'sev3',
      'sev2',
    ]);
  });

  it('is held against the first that is known, which is written down, when it was declared without', () => {
    const life = declared('sev2');
    expect(see(life, 140)).toBe('sev2');
    expect(life.events.at(-1)).toMatchObject({
      kind: 'impact-measured',
      text: '14 % of events failing over 5m: what becomes of the impact is held against this',
      data: { errorRatio: 0.14 },
    });
    expect([150, 279, 280].map((bad) => see(life, bad))).toEqual(['sev2', 'sev2', 'sev1']);
  });

  it('alone makes nothing critical that fails no more than a SEV2 does', () => {
    const life = declared('sev2', 0.1);
    expect([200, 250, 251].map((bad) => see(life, bad))).toEqual(['sev2', 'sev2', 'sev1']);
  });

  it.each([
    ['nothing failed before, and what fails now would page nobody', 0, 11, 1000],
    ['too few events fail', 0, 2, 2],
    ['chance makes it of the same share', 0.01, 6, 300],
  ])('is none when %s', (_, errorRatio, bad, total) => {
    expect(see(declared('sev3', errorRatio), bad, total)).toBe('sev3');
  });

  it('is one from none at all, once it would page', () => {
    const life = declared('sev3', 0);
    expect([13, 14].map((bad) => see(life, bad))).toEqual(['sev3', 'sev2']);
    expect(raised(life)).toEqual([
      'SEV2: the impact has grown: 1.4 % of events failing over 5m, none before',
    ]);
  });

  it('does not undo what a person has lowered while it is as it was then, but when it has grown since', () => {
    const life = declared('sev1', 0.3);
    see(life, 500);
    life.do({ kind: 'set-severity', severity: 'sev3', reason: 'a batch job', by: 'maria' });
    expect(life.incident?.impactBaseline).toBeUndefined();
    expect([480, 500, 700, 959].map((bad) => see(life, bad))).toEqual(['sev3', 'sev3', 'sev3', 'sev3']);
    expect(see(life, 960)).toBe('sev2');
    // Nor does its score, which is no worse than what the person had before him.
    life.do({ kind: 'score', scored: { severity: 'sev1', reason: 'measured' }, errorRatio: 0.96 });
    expect(life.incident).toMatchObject({ severity: 'sev2', overruled: 'sev1' });
    expect(life.incident).toEqual(replayIncident(life.events));
  });

  it('is not counted twice when the score has raised it already', () => {
    const life = declared('sev3', 0.15);
    life.do({ kind: 'score', scored: { severity: 'sev2', reason: 'measured' }, errorRatio: 0.3 });
    expect([300, 599, 600].map((bad) => see(life, bad))).toEqual(['sev2', 'sev2', 'sev1']);
  });

  it('is not looked for once its alert has ended', () => {
    const life = declared('sev3', 0.05);
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    expect(see(life, 900)).toBe('sev3');
    expect(life.events.at(-1)?.kind).toBe('alert-ended');
  });

  it('raises the same whenever it restarts, and its incident is what its events leave', () => {
    const step = fc.record({
      bad: fc.nat(1000),
      restarts: fc.boolean(),
      lowers: fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined, freq: 6 }),
    });
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), share, (steps, errorRatio) => {
        const [kept, restarted] = [declared('sev4', errorRatio), declared('sev4', errorRatio)];
        for (const { bad, restarts, lowers } of steps) {
          if (restarts && restarted.incident)
            restarted.incident = fromStored(structuredClone(restarted.incident));
          for (const life of [kept, restarted]) {
            if (lowers) life.do({ kind: 'set-severity', severity: lowers, reason: 'so', by: 'maria' });
            const before = raised(life).length;
            see(life, bad);
            see(life, bad);
            // The same impact raises once at most.
            expect(raised(life).length - before).toBeLessThanOrEqual(1);
          }
        }
        expect(restarted.events).toEqual(kept.events);
        expect(kept.incident).toEqual(replayIncident(kept.events));
      }),
    );
  });
});
