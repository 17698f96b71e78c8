import { beforeEach, describe, expect, it } from 'vitest';
import { actorIn } from '../../../src/core/access/actor.js';
import { overrideAt } from '../../../src/core/error-budget/gate-override.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { type AskedOverride, overrideGate } from '../../../src/engine/commands/override-gate.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { statuses } from '../../../src/engine/queries/statuses.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

let harness: EngineHarness;
const service = 'checkout-api';
const maria = actorIn('Slack', 'maria', 'request-1');
const ask = (asked: AskedOverride) => overrideGate(harness.state, harness.ports, service, asked, maria);
const gate = () => {
  const { state, now } = harness;
  return gateAnswer(
    service,
    undefined,
    statuses(state, now, service),
    state.config.gate,
    overrideAt(state.gateOverrides.get(service), now),
  );
};
const FREEZE = { decision: 'block', for: HOUR, reason: 'nobody knows why' } as const;

beforeEach(async () => {
  harness = new EngineHarness();
  exposeRequests(harness.prometheus, [[START, 0.5]]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
});

describe('a gate that somebody overrides', () => {
  it('answers what was said for as long as that holds, and says what it would be without', async () => {
    const before = gate();
    expect(before.overridden).toBeUndefined();
    await ask({ decision: 'allow', for: HOUR, reason: 'the fix has to go out' });
    expect(gate()).toMatchObject({
      decision: 'allow',
      ok: true,
      reason: `allowed by Slack for maria until 2026-07-15 13:12 UTC: the fix has to go out; without it: ${before.decision}, ${before.reason}`,
      overridden: { by: 'Slack for maria', endsAt: START + 12 * MINUTE + HOUR },
    });
    await harness.runFor(HOUR);
    expect(gate().overridden).toBeUndefined();
  });

  it('says where a block would only be advised, to whoever does not say where to', async () => {
    await ask(FREEZE);
    const { state, now } = harness;
    const asked = (environment?: string) =>
      gateAnswer(service, environment, statuses(state, now, service), {
        onUnknown: 'block',
        advisoryEnvironments: ['staging', 'dev'],
      });
    expect(asked()).toMatchObject({
      decision: 'block',
      reason: expect.stringMatching(/\(only advised in staging, dev\)$/),
    });
    expect(asked('staging')).toMatchObject({ decision: 'warn' });
    expect(asked('production').reason).not.toContain('advised');
  });

  it('is on record: in the audit log, and on the timeline of what is open', async () => {
    await ask(FREEZE);
    expect((await harness.store.audit(9))[0]).toMatchObject({
      action: 'gate.override',
      target: service,
      detail: expect.stringContaining('blocked by Slack for maria'),
    });
    expect((await harness.store.timeline('INC-1')).at(-1)).toMatchObject({
      kind: 'noted',
      by: 'Slack for maria',
      text: 'the gate of checkout-api is blocked by Slack for maria until 2026-07-15 13:12 UTC: nobody knows why',
    });
    // What the evaluation knows of the incident is what was stored.
    await harness.runFor(MINUTE);
    const seqs = (await harness.store.timeline('INC-1')).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  it('holds over a restart and a reload, and ends when somebody says so', async () => {
    await ask(FREEZE);
    await harness.start([checkoutSlo()]);
    await harness.reload([checkoutSlo()]);
    await harness.start([checkoutSlo()]);
    await harness.runFor(MINUTE);
    expect(gate()).toMatchObject({ decision: 'block', overridden: { reason: 'nobody knows why' } });
    await ask({ decision: 'end', reason: 'we know' });
    expect(gate().overridden).toBeUndefined();
    await expect(ask({ decision: 'end', reason: 'again' })).rejects.toThrow(/is not overridden/);
    await harness.start([checkoutSlo()]);
    expect(gate().overridden).toBeUndefined();
  });

  it('is refused where there is no gate', async () => {
    const asked = overrideGate(harness.state, harness.ports, 'search', FREEZE, maria);
    await expect(asked).rejects.toThrow(
      'there is no SLO of search, and so no gate: known here: checkout-api',
    );
    expect(await harness.store.gateOverrides()).toEqual(new Map());
  });
});
