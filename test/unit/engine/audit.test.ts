import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { addExclusion, withdrawExclusion } from '../../../src/engine/commands/change-exclusions.js';
import { recordDeploy } from '../../../src/engine/commands/record-deploy.js';
import { tokenActor } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const ci = tokenActor('ci', { onBehalfOf: 'maria' });
const who = {
  who: 'ci',
  kind: 'token',
  scope: 'operate',
  onBehalfOf: 'maria',
  requestId: 'request-1',
};

async function burning() {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [[START, 0.9]]);
  await harness.start([slo]);
  await harness.runFor(2 * HOUR);
  return harness;
}

describe('the audit log', () => {
  it('has an acknowledgement with its change, and a second one as none', async () => {
    const harness = await burning();
    const incident = await acknowledgeIncident(harness.state, harness.ports, 'INC-1', ci);
    expect(incident.acknowledgedBy).toBe('ci for maria');
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', tokenActor('li'));
    expect(await harness.store.audit(9)).toMatchObject([
      { who: 'li', action: 'incident.acknowledge', target: 'INC-1', outcome: 'unchanged' },
      { ...who, action: 'incident.acknowledge', target: 'INC-1', outcome: 'done' },
    ]);
  });

  it('has nothing of a change that could not be stored', async () => {
    const harness = await burning();
    harness.store.failNextCommits(1);
    await expect(acknowledgeIncident(harness.state, harness.ports, 'INC-1', ci)).rejects.toThrow('locked');
    expect(await harness.store.audit(9)).toEqual([]);
    expect((await harness.store.incident('INC-1'))?.acknowledgedAt).toBeUndefined();
  });

  it('has exclusions and deploys, and says where more is told', async () => {
    const harness = await burning();
    const { state, ports, store } = harness;
    const asked = {
      kind: 'correction' as const,
      author: 'maria',
      reason: 'a load test',
      selects: { service: slo.service },
      when: { kind: 'listed' as const, times: [{ from: START, to: START + MINUTE }] },
    };
    const { id } = await addExclusion(state, ports, asked, true, ci);
    await addExclusion(state, ports, { ...asked, id }, true, ci);
    await withdrawExclusion(state, ports, id, 'it was real', ci);
    await recordDeploy(state, ports, { service: slo.service, version: 'v7', at: START }, ci);
    const list = '/api/v1/exclusions/audit';
    expect(await store.audit(9)).toMatchObject([
      { ...who, action: 'deploy.record', target: slo.service, detail: 'v7', outcome: 'done' },
      { ...who, action: 'exclusion.withdraw', target: 'EXC-1', detail: expect.stringContaining(list) },
      { ...who, action: 'exclusion.add', target: 'EXC-1', outcome: 'unchanged' },
      { ...who, action: 'exclusion.add', target: 'EXC-1', detail: expect.stringContaining(list) },
    ]);
    expect((await store.exclusionChanges(9)).map(({ by }) => by)).toEqual(['ci for maria', 'ci for maria']);
    expect(state.lastDeploys.get(slo.service)?.version).toBe('v7');
  });
});
