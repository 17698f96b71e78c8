import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

let harness: EngineHarness;

const work = (asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, 'INC-1', asked, onBehalfOf('maria'));
const stored = () => harness.store.incident('INC-1');

beforeEach(async () => {
  harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START, 0.2],
    [START + 20 * MINUTE, 0],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(15 * MINUTE);
  await acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf('maria'));
});

async function begin() {
  await work({ kind: 'assign-role', role: 'commander', to: 'maria' });
  await work({ kind: 'move', to: 'investigating', text: '', override: undefined });
}

describe('an incident that is in hand', () => {
  it('tells of its recovery as ever, and waits for a person, whatever restarts', async () => {
    await begin();
    await harness.runFor(30 * MINUTE);
    await harness.start([checkoutSlo()]);
    await harness.runFor(60 * MINUTE);
    const pages = harness.toldKinds().filter((each) => each.startsWith('page'));
    expect(pages).toEqual(['page trigger', 'page resolve']);
    expect(await stored()).toMatchObject({ phase: 'monitoring', recovery: { code: 'within', proven: true } });
    await work({ kind: 'move', to: 'resolved', text: 'rolled back', override: undefined });
    expect(await stored()).toMatchObject({ phase: 'resolved' });
    await harness.runFor(5 * MINUTE);
    expect(await harness.store.incidents({ limit: 9 })).toHaveLength(1);
  });

  it('is not resolved before recovery is proven', async () => {
    await begin();
    const early = work({ kind: 'move', to: 'resolved', text: '', override: undefined });
    await expect(early).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('watch'),
    });
    await harness.runFor(40 * MINUTE);
    const soon = work({ kind: 'move', to: 'resolved', text: '', override: undefined });
    await expect(soon).rejects.toThrow(
      /recovery is not proven: proven for .* of 15m.* \(now .*x over 1h, 0x over 5m\); \d\d:\d\d:\d\d UTC is the earliest/,
    );
  });

  it('answers with what is true since and what falls due, and a refusal with the next command', async () => {
    const takes = { kind: 'assign-role', role: 'commander', to: 'maria' } as const;
    expect(await work(takes)).toMatchObject({
      done: [{ text: 'maria is commander' }],
      nextDue: { what: 'the update for engineering' },
    });
    expect(await work(takes)).toMatchObject({ done: [] });
    const asked = { kind: 'send-update', audience: 'customers', text: 'We look into it.' } as const;
    expect((await work(asked)).done.map(({ text }) => text)).toEqual([
      'customers (no receiver is configured for customers: recorded only): We look into it. – name the receivers of customers in the incident policy: audiences: {customers: [RECEIVER]} in the file that incident_policy names (docs/incidents.md)',
    ]);
    await expect(work({ kind: 'close', verdict: 'real', reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
      next: 'firebreak incident resolve INC-1',
    });
  });

  it('is written down with who did it, and nothing when nothing changed', async () => {
    await begin();
    await work({ kind: 'assign-role', role: 'commander', to: 'maria' });
    const audit = await harness.store.audit(3);
    expect(audit.map(({ action, target, outcome }) => [action, target, outcome])).toEqual([
      ['incident.role', 'INC-1', 'unchanged'],
      ['incident.move', 'INC-1', 'done'],
      ['incident.role', 'INC-1', 'done'],
    ]);
  });

  it('is opened again only when no other is open for its SLO', async () => {
    await work({ kind: 'move', to: 'resolved', text: '', override: 'switched off' });
    await work({ kind: 'reopen', reason: 'it was not' });
    expect(harness.state.runtimes.get('checkout-api/availability')?.incident?.phase).toBe('acknowledged');
  });

  it('must be there', async () => {
    const asked = workOnIncident(
      harness.state,
      harness.ports,
      'INC-9',
      { kind: 'reopen', reason: 'x' },
      onBehalfOf('maria'),
    );
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a mitigation', () => {
  it('is written down with what the SLI shows before and after it, once', async () => {
    await begin();
    await work({ kind: 'mitigate', mitigation: 'rollback', text: 'to v1.41' });
    expect(await stored()).toMatchObject({
      phase: 'mitigating',
      mitigations: [{ by: 'maria', before: { kind: 'measured', windowMs: 5 * MINUTE } }],
    });
    await harness.start([checkoutSlo()]);
    await harness.runFor(30 * MINUTE);
    const [mitigation] = (await stored())?.mitigations ?? [];
    if (mitigation?.before.kind !== 'measured' || mitigation.after?.kind !== 'measured')
      throw new Error('it was not measured');
    expect(mitigation.before.errorRatio).toBeCloseTo(0.2);
    const measured = (await harness.store.timeline('INC-1')).filter(
      ({ kind }) => kind === 'mitigation-measured',
    );
    expect(measured).toHaveLength(1);
    expect(mitigation.after.errorRatio).toBeLessThan(0.21);
    expect((measured[0]?.at ?? 0) - mitigation.at).toBeGreaterThanOrEqual(5 * MINUTE);
  });
});
