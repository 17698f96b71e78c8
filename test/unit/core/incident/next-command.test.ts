import { describe, expect, it } from 'vitest';
import type { IncidentPhase } from '../../../../src/core/incident/phases.js';
import { nextCommand } from '../../../../src/core/incident/next-command.js';
import { nextDue } from '../../../../src/core/incident/next-due.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { DAY, MINUTE } from '../../../../src/core/time/duration.js';
import { payco } from '../../../support/oncall-plans.js';
import { Life, lifeIn } from './life.js';

const policy = DEFAULT_INCIDENT_POLICY;

function next(phase: IncidentPhase, command: Parameters<typeof nextCommand>[1]): string | undefined {
  const { incident } = lifeIn(phase, 'sev2');
  return incident && nextCommand(incident, command, policy, 0);
}

describe('nextCommand', () => {
  it.each<[IncidentPhase, Parameters<typeof nextCommand>[1], string | undefined]>([
    ['declared', { kind: 'move', to: 'investigating' }, 'firebreak ack INC-7 --by NAME'],
    ['acknowledged', { kind: 'move', to: 'investigating' }, 'firebreak incident role INC-7 commander NAME'],
    ['acknowledged', { kind: 'state-hypothesis' }, 'firebreak incident role INC-7 commander NAME'],
    [
      'investigating',
      { kind: 'move', to: 'identified' },
      'firebreak incident phase INC-7 identified --text "…"',
    ],
    [
      'investigating',
      { kind: 'move', to: 'monitoring' },
      'firebreak incident mitigate INC-7 rollback "what is done"',
    ],
    [
      'monitoring',
      { kind: 'move', to: 'resolved' },
      'firebreak incident resolve INC-7 --override "why it is over"',
    ],
    ['mitigating', { kind: 'move', to: 'resolved' }, 'firebreak incident phase INC-7 monitoring'],
    [
      'identified',
      { kind: 'move', to: 'resolved' },
      'firebreak incident mitigate INC-7 rollback "what is done"',
    ],
    [
      'acknowledged',
      { kind: 'move', to: 'resolved' },
      'firebreak incident resolve INC-7 --override "why it is over"',
    ],
    ['resolved', { kind: 'move', to: 'mitigating' }, 'firebreak incident close INC-7 real --reason "…"'],
    ['closed', { kind: 'mitigate' }, 'firebreak incident reopen INC-7 --reason "…"'],
    ['monitoring', { kind: 'close' }, 'firebreak incident resolve INC-7'],
    ['investigating', { kind: 'set-severity' }, 'firebreak incident severity INC-7 SEVERITY --reason "…"'],
    ['mitigating', { kind: 'move', to: 'acknowledged' }, 'firebreak incident show INC-7'],
    ['monitoring', { kind: 'move', to: 'declared' }, 'firebreak incident show INC-7'],
    [
      'monitoring',
      { kind: 'move', to: 'resolved', openChildren: ['INC-9'] },
      'firebreak incident resolve INC-9',
    ],
    ['investigating', { kind: 'assign-role', role: 'scribe' }, 'firebreak incident role INC-7 scribe NAME'],
    ['investigating', { kind: 'add-entry' }, 'firebreak incident note INC-7 "…"'],
    ['investigating', { kind: 'share' }, 'firebreak incident show INC-7'],
    ['closed', { kind: 'star' }, 'firebreak incident show INC-7'],
    ['closed', { kind: 'revoke-share-link' }, 'firebreak incident share-link INC-7 --for WHOM'],
    [
      'investigating',
      { kind: 'confirm-hypothesis' },
      'firebreak incident hypothesis INC-7 "what the cause may be"',
    ],
    ['investigating', { kind: 'open-vendor-case', vendor: 'paco' }, 'firebreak incident vendor INC-7'],
    ['closed', { kind: 'record-vendor-answer', vendor: 'payco' }, 'firebreak incident vendor INC-7'],
  ])('after a refusal of what is %s: %o', (phase, command, wanted) => {
    expect(next(phase, command)).toBe(wanted);
  });

  it.each(['release-role', 'report', 'escalate', 'mitigate'] as const)(
    'after a refused %s: nothing is rolled back for it, whatever a hook has done before',
    (kind) => {
      const life = lifeIn('investigating', 'sev2');
      const before = { kind: 'unknown', reason: 'no data' } as const;
      const hook = { receiver: 'deployer', deploy: undefined };
      const asked = { version: undefined, reason: 'errors', again: false, hook, before, by: 'maria' };
      life.do({ kind: 'roll-back', ...asked });
      life.do({ kind: 'settle-rollback', mitigation: 1, outcome: 'taken', detail: 'r-1', by: 'engine' });
      expect(life.incident && nextCommand(life.incident, { kind }, policy, 0)).toBeUndefined();
      expect(next('resolved', { kind })).toBe('firebreak incident reopen INC-7 --reason "…"');
    },
  );

  it.each<Parameters<typeof nextCommand>[1]['kind']>([
    'reopen',
    'mitigate',
    'assign-role',
    'set-severity',
    'move',
  ])('declares another one where %s is refused of what was resolved over a week ago', (kind) => {
    const { incident } = lifeIn('closed', 'sev2');
    const old = incident && { ...incident, resolvedAt: 0 };
    expect(old && nextCommand(old, { kind }, policy, 7 * DAY)).toMatch(/^firebreak incident reopen INC-7/);
    expect(old && nextCommand(old, { kind }, policy, 7 * DAY + 1)).toBe(
      `firebreak incident declare --service ${old?.service} --severity sev2 --title "…"`,
    );
  });

  it('names a hypothesis that is open, the one that was meant before others', () => {
    const life = lifeIn('investigating', 'sev2');
    for (const text of ['the pool', 'the cache']) life.do({ kind: 'state-hypothesis', text, by: 'maria' });
    const typed = (command: Parameters<typeof nextCommand>[1]) =>
      life.incident && nextCommand(life.incident, command, policy, 0)?.replace('firebreak incident ', '');
    expect(typed({ kind: 'state-hypothesis', text: 'The cache' })).toBe(
      'confirm INC-7 --hypothesis 2 --finding "…"',
    );
    expect(typed({ kind: 'confirm-hypothesis' })).toBe('confirm INC-7 --hypothesis 1 --finding "…"');
    expect(typed({ kind: 'extend-hypothesis', hypothesis: 2 })).toBe(
      'extend INC-7 --hypothesis 2 --reason "…"',
    );
    life.do({ kind: 'extend-hypothesis', hypothesis: 2, reason: 'slow', by: 'maria' });
    expect(typed({ kind: 'extend-hypothesis', hypothesis: 2 })).toBe(
      'rule-out INC-7 --hypothesis 2 --finding "…"',
    );
  });

  it('names what can be done with the case of a vendor', () => {
    const life = lifeIn('investigating', 'sev2');
    life.do({ kind: 'open-vendor-case', vendor: 'payco', known: payco(), reason: 'slow', by: 'maria' });
    const typed = () =>
      life.incident && nextCommand(life.incident, { kind: 'open-vendor-case', vendor: 'payco' }, policy, 0);
    expect(typed()).toBe('firebreak incident vendor INC-7 answered payco --text "…"');
    life.do({ kind: 'record-vendor-answer', vendor: 'payco', text: '', reference: 'C-9', by: 'maria' });
    expect(typed()).toBe('firebreak incident vendor INC-7 closed payco --text "…"');
  });

  it('names the first role that is open, and the incident where work goes on', () => {
    const life = lifeIn('acknowledged', 'sev2');
    life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
    const command = { kind: 'move', to: 'investigating' } as const;
    const typed = () => life.incident && nextCommand(life.incident, command, policy, 0);
    expect(typed()).toBe('firebreak incident role INC-7 communications NAME');
    life.do({ kind: 'merge', into: 'INC-3', by: 'maria' });
    expect(typed()).toBe('firebreak incident show INC-3');
  });
});

describe('nextDue', () => {
  it('is the nearest of all that runs', () => {
    const due = ({ incident }: Life) => incident && nextDue(incident, policy);
    expect(due(new Life('sev2'))).toEqual({ what: 'somebody has to acknowledge it', dueAt: 15 * MINUTE });
    expect(due(lifeIn('acknowledged', 'sev2'))).toEqual({
      what: 'the update for engineering',
      dueAt: 30 * MINUTE,
    });
    const life = lifeIn('investigating', 'sev2');
    life.do({ kind: 'state-hypothesis', text: 'the pool', by: 'maria' });
    expect(due(life)?.what).toBe('H1 has to be confirmed, ruled out or extended');
    const waiting = lifeIn('acknowledged', 'sev2');
    waiting.do({ kind: 'open-vendor-case', vendor: 'payco', known: payco(), reason: 'slow', by: 'maria' });
    expect(due(waiting)).toEqual({ what: 'the answer of PayCo in V1', dueAt: 15 * MINUTE });
    waiting.do({ kind: 'record-vendor-answer', vendor: 'payco', text: '', reference: 'C-9', by: 'maria' });
    expect(due(waiting)?.what).toBe('the update for engineering');
    expect(due(lifeIn('closed', 'sev2'))).toBeUndefined();
  });
});
