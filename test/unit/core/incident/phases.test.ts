import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import type { IncidentCommand } from '../../../../src/core/incident/decide.js';
import { SEVERITIES } from '../../../../src/core/incident/incident.js';
import { MITIGATION_KINDS, type SliSight } from '../../../../src/core/incident/mitigation.js';
import { CONCERNS } from '../../../../src/core/incident/severity.js';
import { PHASES, ROLES, statusOf, VERDICTS } from '../../../../src/core/incident/phases.js';
import { DAY, MINUTE } from '../../../../src/core/time/duration.js';
import { Life, lifeIn } from './life.js';

/** Per phase, where it may be moved with a text and an override, all roles being set; everything else is refused. */
const REACHED = {
  declared: ['resolved'],
  acknowledged: ['investigating', 'resolved'],
  investigating: ['identified', 'mitigating', 'resolved'],
  identified: ['investigating', 'mitigating', 'resolved'],
  mitigating: ['investigating', 'identified', 'monitoring', 'resolved'],
  monitoring: ['investigating', 'identified', 'mitigating', 'resolved'],
  resolved: [],
  closed: [],
} as const;

describe('moving an incident', () => {
  it.each(PHASES.flatMap((from) => PHASES.map((to) => [from, to] as const)))(
    'from %s to %s is as the table says',
    (from, to) => {
      const life = lifeIn(from).crew();
      const refused = life.move(to, 'because', 'I saw it');
      const goes = (REACHED[from] as readonly string[]).includes(to);
      expect(refused === undefined).toBe(goes);
      expect(life.incident?.phase).toBe(goes ? to : from);
      expect(life.incident?.status).toBe(statusOf(life.incident?.phase ?? 'closed'));
      if (!goes) expect(refused).toMatch(/.{10}/);
    },
  );

  it.each([
    ['investigating', 'identified', '', 'say what the cause is'],
    ['investigating', 'mitigating', ' ', 'say what is done against it'],
    ['investigating', 'monitoring', '', 'its alert has not ended, and nothing was done against it yet'],
    ['identified', 'investigating', '', 'say why it goes back'],
    ['mitigating', 'resolved', '', 'it is mitigating: watch its recovery first, or override with a reason'],
    ['declared', 'investigating', '', 'INC-7 is declared: acknowledge it first'],
    [
      'resolved',
      'monitoring',
      '',
      'INC-7 is resolved: close it with a verdict, or open it again with a reason',
    ],
    ['closed', 'resolved', '', 'INC-7 is closed: open it again with a reason'],
    ['mitigating', 'mitigating', '', 'INC-7 is mitigating already'],
  ] as const)('from %s to %s with "%s" is refused: %s', (from, to, text, reason) => {
    expect(lifeIn(from).move(to, text)).toBe(reason);
  });

  it('begins no work before there is a commander', () => {
    const life = lifeIn('acknowledged');
    expect(life.move('investigating')).toBe('SEV3 needs somebody as commander before work begins');
    life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
    expect(life.move('investigating')).toBeUndefined();
  });

  it('wants a person for every role in SEV1 and SEV2', () => {
    const life = lifeIn('acknowledged', 'sev2');
    life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
    expect(life.do({ kind: 'assign-role', role: 'scribe', to: 'maria', by: 'maria' })).toBe(
      'maria holds a role already, and in SEV2 a person holds one',
    );
    expect(life.move('investigating')).toBe(
      'SEV2 needs somebody as communications and as technical-lead and as scribe before work begins',
    );
    expect(life.crew().move('investigating')).toBeUndefined();
  });

  it('knows who held several roles when a smaller incident has grown', () => {
    const life = lifeIn('acknowledged');
    for (const role of ROLES) life.do({ kind: 'assign-role', role, to: 'maria', by: 'maria' });
    life.do({ kind: 'score', scored: { severity: 'sev1', reason: 'all fails' } });
    expect(life.move('investigating')).toBe('maria holds several roles, and in SEV1 a person holds one');
  });

  it('gives roles on and takes them back', () => {
    const life = lifeIn('acknowledged').crew();
    life.do({ kind: 'assign-role', role: 'scribe', to: 'paul', by: 'maria' });
    expect(life.events.at(-1)?.text).toBe('paul takes over from the scribe as scribe');
    life.do({ kind: 'release-role', role: 'scribe', by: 'maria' });
    expect(life.incident?.roles).toEqual({
      commander: 'the commander',
      communications: 'the communications',
      'technical-lead': 'the technical-lead',
    });
  });
});

describe('the end of an incident in hand', () => {
  it.each([
    ['sev1', 30],
    ['sev2', 30],
    ['sev3', 15],
    ['sev4', 15],
  ] as const)('in %s needs recovery for %i minutes', (severity, minutes) => {
    const life = lifeIn('monitoring', severity);
    life.minute += minutes - 1;
    expect(life.move('resolved')).toBe(
      `recovery is not proven: proven for ${minutes - 1}m of ${minutes}m; 00:${minutes}:00 UTC is the earliest, if nothing fails any more; an override needs a reason`,
    );
    life.minute += 1;
    expect(life.move('resolved')).toBeUndefined();
  });

  it('says what is missing, and begins anew after a break', () => {
    const life = lifeIn('monitoring');
    life.minute += 10;
    life.do({ kind: 'see-recovery', sight: { code: 'too-little-traffic', text: '3 events over 5m' } });
    expect(life.move('resolved')).toContain('proven for none of 15m: 3 events over 5m');
    life.minute += 5;
    life.recover();
    life.minute += 14;
    expect(life.move('resolved')).toContain('proven for 14m of 15m');
  });

  it('is never decided by time alone', () => {
    const life = lifeIn('monitoring');
    life.minute += 1000;
    life.do({ kind: 'tick', monitorFor: MINUTE });
    life.do({ kind: 'tick', monitorFor: MINUTE });
    expect(life.incident?.phase).toBe('monitoring');
    expect(life.events.filter(({ kind }) => kind === 'recovery-proven')).toHaveLength(1);
  });

  it('may be overridden, and the record says why', () => {
    const life = lifeIn('mitigating');
    expect(life.move('resolved', '', ' ')).toBe('say why it is overridden');
    expect(life.move('resolved', '', 'the service is switched off')).toBeUndefined();
    expect(life.events.at(-1)).toMatchObject({
      by: 'maria',
      text: 'resolved although recovery is not proven, because the service is switched off',
      data: { override: 'the service is switched off' },
    });
  });

  it('goes back to where it was when the alert returns', () => {
    const life = lifeIn('identified');
    life.recover();
    expect(life.incident?.phase).toBe('monitoring');
    life.do({ kind: 'resume-alert', text: 'the alert is back' });
    expect(life.incident).toMatchObject({
      phase: 'identified',
      alertEndedAt: undefined,
      recovery: undefined,
    });
  });

  it.each(VERDICTS)('is closed with the verdict %s and a reason', (verdict) => {
    const life = lifeIn('resolved');
    expect(life.do({ kind: 'close', verdict, reason: ' ', by: 'maria' })).toBe('say why this is the verdict');
    expect(life.do({ kind: 'close', verdict, reason: 'a load test', by: 'maria' })).toBeUndefined();
    expect(life.incident).toMatchObject({ phase: 'closed', status: 'resolved', verdict });
  });

  it('is opened again within seven days, where it was', () => {
    const life = lifeIn('closed');
    expect(life.do({ kind: 'reopen', reason: '', by: 'maria' })).toBe('say why it is opened again');
    expect(life.do({ kind: 'reopen', reason: 'errors are back', by: 'maria' })).toBeUndefined();
    expect(life.incident).toMatchObject({ phase: 'mitigating', status: 'open', verdict: undefined });
    expect(life.do({ kind: 'reopen', reason: 'again', by: 'maria' })).toBe('INC-7 is open');
    const old = lifeIn('resolved');
    old.minute += (7 * DAY) / MINUTE + 1;
    expect(old.do({ kind: 'reopen', reason: 'late', by: 'maria' })).toContain('declare another one');
  });

  it('comes by itself only when nobody began to work', () => {
    const life = lifeIn('acknowledged');
    life.recover();
    life.minute += 15;
    life.do({ kind: 'tick', monitorFor: 15 * MINUTE });
    expect(life.incident?.phase).toBe('resolved');
  });
});

const word = fc.constantFrom('', 'maria', 'paul');
const other = fc.constantFrom('INC-7', 'INC-8', 'INC-9');
const which = fc.constantFrom(undefined, 1, 2);
const command: fc.Arbitrary<IncidentCommand> = fc.oneof(
  fc.constantFrom<IncidentCommand>(
    { kind: 'end-alert', text: 'over' },
    { kind: 'resume-alert', text: 'back' },
    { kind: 'tick', monitorFor: 15 * MINUTE },
    { kind: 'acknowledge', by: 'ada', via: 'API' },
    { kind: 'see-recovery', sight: { code: 'within', text: 'ok' } },
    { kind: 'see-recovery', sight: { code: 'unknown', text: 'no data' } },
    { kind: 'score', scored: { severity: 'sev1', reason: 'all fails' } },
  ),
  fc.record({ kind: fc.constant('assign-role'), role: fc.constantFrom(...ROLES), to: word, by: word }),
  fc.record({ kind: fc.constant('release-role'), role: fc.constantFrom(...ROLES), by: word }),
  fc.record({
    kind: fc.constant('move'),
    to: fc.constantFrom(...PHASES),
    by: word,
    text: word,
    override: fc.option(word, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('close'), verdict: fc.constantFrom(...VERDICTS), reason: word, by: word }),
  fc.record({
    kind: fc.constant('set-severity'),
    severity: fc.constantFrom(...SEVERITIES),
    reason: word,
    by: word,
  }),
  fc.record({ kind: fc.constant('report'), concern: fc.constantFrom(...CONCERNS), text: word, by: word }),
  fc.record({
    kind: fc.constant('add-entry'),
    text: word,
    happenedAt: fc.constantFrom(undefined, 0),
    by: word,
  }),
  fc.record({ kind: fc.constant('reopen'), reason: word, by: word }),
  fc.record({ kind: fc.constant('state-hypothesis'), text: word, by: word }),
  fc.record({ kind: fc.constant('confirm-hypothesis'), hypothesis: which, finding: word, by: word }),
  fc.record({ kind: fc.constant('rule-out-hypothesis'), hypothesis: which, finding: word, by: word }),
  fc.record({ kind: fc.constant('extend-hypothesis'), hypothesis: which, reason: word, by: word }),
  fc.record({ kind: fc.constant('record-finding'), text: word, by: word }),
  fc.record({ kind: fc.constant('record-decision'), text: word, decidedBy: fc.constant('paul'), by: word }),
  fc.record({ kind: fc.constantFrom('star', 'unstar'), entry: fc.nat(9), by: word }),
  fc.record({
    kind: fc.constant('mitigate'),
    mitigation: fc.constantFrom(...MITIGATION_KINDS),
    text: word,
    before: fc.constantFrom<SliSight>(
      { kind: 'unknown', reason: 'stale' },
      { kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 },
    ),
    by: word,
  }),
  fc.record({
    kind: fc.constant('see-sli'),
    shortest: fc.constant({ kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 } as const),
    dataUntil: fc.constantFrom(undefined, 0, 600 * MINUTE),
  }),
  fc.record({ kind: fc.constant('set-team'), team: word, by: word }),
  fc.record({ kind: fc.constant('merge'), into: other, by: word }),
  fc.record({ kind: fc.constant('unmerge'), by: word }),
  fc.record({
    kind: fc.constant('attach'),
    alert: fc.record({
      incident: other,
      sloId: fc.constant('web/up'),
      alertKey: fc.constantFrom(undefined, 'declared/INC-8'),
      ended: fc.boolean(),
    }),
    title: word,
    by: word,
  }),
  fc.record({ kind: fc.constant('detach'), incident: other, sloId: word, by: word }),
  fc.record({ kind: fc.constant('see-attached'), incident: other, ended: fc.boolean() }),
  fc.record({ kind: fc.constant('set-parent'), parent: other, by: word }),
  fc.record({ kind: fc.constant('add-child'), child: other, by: word }),
);

describe('any sequence of commands', () => {
  it('leaves a valid incident, which its events give back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.nat(40)), { maxLength: 60 }), (commands) => {
        const life = new Life();
        for (const [each, minutes] of commands) {
          life.minute += minutes;
          life.do(each);
          const { incident } = life;
          expect(incident?.status).toBe(statusOf(incident?.phase ?? 'closed'));
          expect(incident?.status === 'resolved').toBe(incident?.resolvedAt !== undefined);
          expect(incident?.phase === 'closed').toBe(incident?.verdict !== undefined);
          expect(['monitoring', 'resolved', 'closed']).not.toContain(incident?.returnsTo);
          expect(incident?.hypotheses.map(({ number }) => number)).toEqual(
            incident?.hypotheses.map((_, i) => i + 1),
          );
          expect(incident?.mitigations.map(({ number }) => number)).toEqual(
            incident?.mitigations.map((_, i) => i + 1),
          );
          expect(new Set(incident?.starred).size).toBe(incident?.starred.length);
          if (incident?.parent !== undefined) expect(incident.children).toEqual([]);
          if (incident?.mergedInto !== undefined) expect(incident.attached).toEqual([]);
          if (incident?.recovery) expect(incident.alertEndedAt).toBeDefined();
        }
        expect(life.events.map(({ seq }) => seq)).toEqual(life.events.map((_, i) => i + 1));
        expect(replayIncident(life.events)).toEqual(life.incident);
      }),
    );
  });
});
