import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import { actionOf } from '../../../../src/core/incident/cause-and-action.js';
import { nextCommand } from '../../../../src/core/incident/next-command.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { otherRollback } from '../../../../src/core/incident/other-rollback.js';
import { PHASES } from '../../../../src/core/incident/phases.js';
import type { RollbackCommand } from '../../../../src/core/incident/rollback.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { type Life, lifeIn } from './life.js';

type Asked = Extract<RollbackCommand, { kind: 'roll-back' }>;

const HOOK = { receiver: 'deployer', deploy: { version: 'v1.42', at: 0 } };
const ASKED: Asked = {
  kind: 'roll-back',
  version: undefined,
  reason: 'errors since it is out',
  again: false,
  hook: HOOK,
  before: { kind: 'unknown', reason: 'no data' },
  by: 'maria',
};
const ask = (life: Life, changed: Partial<Asked> = {}) => life.do({ ...ASKED, ...changed });
type Outcome = Extract<RollbackCommand, { kind: 'settle-rollback' }>['outcome'];
const settle = (life: Life, outcome: Outcome, mitigation = 1, detail = 'r-1') =>
  life.do({ kind: 'settle-rollback', mitigation, outcome, detail, by: 'engine' });
const next = ({ incident }: Life) => incident && nextCommand(incident, ASKED, DEFAULT_INCIDENT_POLICY, 0);

describe('a rollback by the hook', () => {
  it.each(PHASES)('of an incident that is %s needs nobody’s leave while that goes on', (phase) => {
    const life = lifeIn(phase);
    const over = phase === 'resolved' || phase === 'closed';
    expect(ask(life)).toBe(over ? `INC-7 is ${phase}` : undefined);
    const moves = phase === 'investigating' || phase === 'identified';
    expect(life.incident?.phase).toBe(moves ? 'mitigating' : phase);
  });

  it('is a mitigation that says who asked whom to undo what, and why', () => {
    const life = lifeIn('investigating');
    life.minute = 10;
    ask(life);
    expect(life.events.at(-1)).toMatchObject({
      kind: 'mitigated',
      by: 'maria',
      text: 'M1, rollback: of v1.42 (errors since it is out); before: unknown (no data); deployer is asked to do it',
    });
    expect(life.incident?.mitigations).toMatchObject([
      {
        before: ASKED.before,
        rollback: {
          receiver: 'deployer',
          reason: 'errors since it is out',
          from: 'v1.42',
          version: undefined,
          expiresAt: 15 * MINUTE,
          outcome: 'asked',
        },
      },
    ]);
    expect(actionOf(life.events)).toBe('rollback of v1.42 (errors since it is out)');
  });

  it.each<[Partial<Asked>, string]>([
    [{ version: 'v1.40' }, 'M1, rollback: to v1.40 (errors since it is out); '],
    [
      { hook: { receiver: 'deployer', deploy: undefined } },
      'M1, rollback: of what is out (errors since it is out); ',
    ],
  ])('names the version that is wanted, where one is: %j', (changed, text) => {
    const life = lifeIn('investigating');
    ask(life, changed);
    expect(life.events.at(-1)?.text).toContain(text);
  });

  it('is refused without a hook or a reason, with what to do instead', () => {
    const life = lifeIn('investigating');
    expect(ask(life, { hook: undefined })).toBe(
      'no rollback hook is configured for "checkout" (incidents.rollback in firebreak.yaml)',
    );
    expect(next(life)).toBe('firebreak incident mitigate INC-7 rollback "what is done"');
    expect(ask(life, { reason: ' ' })).toBe('say why it is rolled back');
    expect(life.incident?.mitigations).toEqual([]);
  });

  it('is not asked for twice, unless somebody says so or the first has failed', () => {
    const life = lifeIn('investigating');
    ask(life);
    expect(ask(life, { again: true })).toBe('M1 has asked deployer for it, which has not answered yet');
    expect(next(life)).toBe('firebreak incident show INC-7');
    settle(life, 'taken');
    expect(ask(life)).toMatch(/^deployer has taken a rollback for M1 already: say so/);
    expect(next(life)).toBe('firebreak incident rollback INC-7 --again --reason "…"');
    expect(ask(life, { again: true })).toBeUndefined();
    settle(life, 'failed', 2, 'HTTP 500');
    expect(ask(life)).toBeUndefined();
    expect(life.incident?.mitigations.map(({ rollback }) => rollback?.outcome)).toEqual([
      'taken',
      'failed',
      'asked',
    ]);
  });

  it('is not asked for in another incident of the service either, unless somebody says so', () => {
    const other = lifeIn('investigating');
    ask(other);
    const deploy = HOOK.deploy;
    const elsewhere = () => {
      const first = other.incident && { ...other.incident, id: 'INC-3' };
      return first && otherRollback({ id: 'INC-7' }, [first], { deploy });
    };
    const second = (again: boolean) => ask(lifeIn('investigating'), { again, elsewhere: elsewhere() });
    expect(second(true)).toBe('M1 of INC-3 has asked deployer for it, which has not answered yet');
    settle(other, 'taken');
    expect(second(false)).toMatch(/^deployer has taken a rollback for M1 of INC-3 already: say so/);
    expect(second(true)).toBeUndefined();
    const { incident } = lifeIn('investigating');
    const typed = incident && { ...ASKED, elsewhere: elsewhere() };
    expect(typed && nextCommand(incident, typed, DEFAULT_INCIDENT_POLICY, 0)).toBe(
      'firebreak incident rollback INC-7 --again --reason "…"',
    );
  });

  it('of another incident counts where it was of what is out now, or where that incident goes on', () => {
    const other = lifeIn('investigating');
    other.minute = 5;
    ask(other);
    const found = (deploy: { version: string; at: number } | undefined, changed: object = {}) => {
      const first = other.incident && { ...other.incident, id: 'INC-3', ...changed };
      return first && otherRollback({ id: 'INC-7' }, [first], { deploy })?.incident;
    };
    expect(found({ version: 'v1.42', at: 5 * MINUTE })).toBe('INC-3');
    expect(found({ version: 'v1.42', at: 6 * MINUTE })).toBeUndefined();
    expect(found({ version: 'v1.43', at: 0 })).toBeUndefined();
    expect(found({ version: 'v1.42', at: 0 }, { status: 'resolved' })).toBe('INC-3');
    expect(found({ version: 'v1.42', at: 0 }, { id: 'INC-7' })).toBeUndefined();
    expect(found(undefined)).toBe('INC-3');
    expect(found(undefined, { status: 'resolved' })).toBeUndefined();
    settle(other, 'failed');
    expect(found({ version: 'v1.42', at: 0 })).toBeUndefined();
  });

  it.each<[Outcome, string, string]>([
    ['taken', 'rollback-taken', 'M1: deployer has taken the rollback (receipt r-1)'],
    [
      'failed',
      'rollback-failed',
      'M1: deployer has not taken the rollback (r-1): see there whether it runs, or roll back by hand',
    ],
    [
      'unknown',
      'rollback-failed',
      'M1: nobody knows whether deployer has taken the rollback (r-1): see there whether it runs, or roll back by hand',
    ],
  ])('is settled once, also after the end (%s)', (outcome, kind, text) => {
    const life = lifeIn('investigating');
    ask(life);
    life.move('resolved', '', 'switched off');
    life.minute += 1;
    settle(life, outcome);
    settle(life, outcome === 'taken' ? 'failed' : 'taken');
    settle(life, outcome, 2);
    expect(life.events.filter((event) => event.kind.startsWith('rollback-'))).toMatchObject([{ kind, text }]);
    expect(life.incident?.mitigations[0]?.rollback).toMatchObject({ outcome, endedAt: life.minute * MINUTE });
    expect(replayIncident(life.events)).toEqual(life.incident);
  });
});
