import { describe, expect, it } from 'vitest';
import type { IncidentPhase } from '../../../../src/core/incident/phases.js';
import { nextCommand } from '../../../../src/core/incident/next-command.js';
import { nextDue } from '../../../../src/core/incident/next-due.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { payco } from '../../../support/oncall-plans.js';
import { Life, lifeIn } from './life.js';

const policy = DEFAULT_INCIDENT_POLICY;

function next(phase: IncidentPhase, command: Parameters<typeof nextCommand>[1]): string | undefined {
  const { incident } = lifeIn(phase, 'sev2');
  return incident && nextCommand(incident, command, policy);
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
    ['investigating', { kind: 'add-entry' }, undefined],
  ])('after a refusal of what is %s: %o', (phase, command, wanted) => {
    expect(next(phase, command)).toBe(wanted);
  });

  it.each(['assign-role', 'release-role', 'report', 'escalate', 'mitigate'] as const)(
    'after a refused %s: nothing is rolled back for it, whatever a hook has done before',
    (kind) => {
      const life = lifeIn('investigating', 'sev2');
      const before = { kind: 'unknown', reason: 'no data' } as const;
      const hook = { receiver: 'deployer', deploy: undefined };
      const asked = { version: undefined, reason: 'errors', again: false, hook, before, by: 'maria' };
      life.do({ kind: 'roll-back', ...asked });
      life.do({ kind: 'settle-rollback', mitigation: 1, taken: true, detail: 'r-1', by: 'engine' });
      expect(life.incident && nextCommand(life.incident, { kind }, policy)).toBeUndefined();
      expect(next('resolved', { kind })).toBe('firebreak incident reopen INC-7 --reason "…"');
    },
  );

  it('names the first role that is open, and the incident where work goes on', () => {
    const life = lifeIn('acknowledged', 'sev2');
    life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
    const command = { kind: 'move', to: 'investigating' } as const;
    const typed = () => life.incident && nextCommand(life.incident, command, policy);
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
