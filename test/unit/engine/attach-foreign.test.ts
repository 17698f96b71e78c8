import { beforeEach, describe, expect, it } from 'vitest';
import type { ForeignAlert } from '../../../src/core/incident/foreign-alert.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { unmergeIncident } from '../../../src/engine/commands/relate-incidents.js';
import { takeOutsideAlerts, tickForeign } from '../../../src/engine/commands/take-outside-alerts.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { followMerged } from '../../../src/engine/follow-merged.js';
import { onBehalfOf } from '../../support/actors.js';
import { EngineHarness } from '../../support/engine-harness.js';
import { failingSlo } from '../../support/failing-slo.js';

const maria = onBehalfOf('maria');
let harness: EngineHarness;

beforeEach(() => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
});

const alert = (changes: Partial<ForeignAlert> = {}): ForeignAlert => ({
  key: 'outside/1',
  name: 'DiskFull',
  service: 'checkout-api',
  severity: 'sev1',
  severityReason: 'severity="critical"',
  labels: { alertname: 'DiskFull' },
  summary: undefined,
  description: undefined,
  runbook: undefined,
  startsAt: harness.now,
  ...changes,
});
const take = (firing: boolean, ...alerts: readonly Partial<ForeignAlert>[]) =>
  takeOutsideAlerts(
    harness.state,
    harness.ports,
    alerts.map((changes) => ({ firing, slo: undefined, foreign: alert(changes) })),
  );
const follow = () => followMerged(harness.state, harness.ports);
const incident = async (id: string) => {
  const found = await harness.store.incident(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
const texts = async (id: string) => (await harness.store.timeline(id)).map(({ text }) => text);
const pages = () =>
  harness.store
    .messages()
    .filter(({ signal }) => signal.kind === 'trigger' && signal.severity === 'page')
    .map(({ signal }) => `${signal.sloId} ${signal.incidentId}`)
    .sort();
const burning = (changes = {}) => failingSlo(harness.prometheus, 'availability', [[0, 0.3]], changes);

describe('an alert from outside', () => {
  it('that begins while one of its service goes on is worked on there; its page says so, and both sides why', async () => {
    await harness.start([burning()]);
    await harness.runFor(10 * MINUTE);
    await take(true, {});
    await take(true, {});
    expect(pages()).toEqual(['DiskFull of checkout-api INC-1', 'checkout-api/availability INC-1']);
    expect(await incident('INC-2')).toMatchObject({ mergedInto: 'INC-1', status: 'open' });
    expect(await incident('INC-1')).toMatchObject({
      severity: 'sev1',
      severityReason: 'INC-2: severity="critical"',
      attached: [{ incident: 'INC-2', sloId: 'outside/1', ended: false }],
    });
    expect(await texts('INC-1')).toContain(
      'INC-2 is merged into this: DiskFull of checkout-api (related, of the same service)',
    );
    // What is held in memory is what was stored.
    await harness.runFor(MINUTE);
    expect((await incident('INC-1')).eventCount).toBe((await texts('INC-1')).length);
  });

  it('ends there, over a restart, and is forgotten with the other one', async () => {
    const slos = [burning()];
    await harness.start(slos);
    await harness.runFor(10 * MINUTE);
    await take(true, {});
    await harness.start(slos);
    await take(false, {});
    await follow();
    expect((await texts('INC-1')).at(-1)).toBe('the alert of INC-2 has ended');
    const over = { kind: 'move', to: 'resolved', text: '', override: 'switched off' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', over, maria);
    await follow();
    await tickForeign(harness.state, harness.ports);
    expect(await incident('INC-2')).toMatchObject({ status: 'resolved' });
    expect(harness.state.foreign.size).toBe(0);
  });

  it('is what an SLO of its service joins that begins to burn later', async () => {
    await harness.start([failingSlo(harness.prometheus, 'availability', [[10, 0.3]])]);
    await harness.runFor(5 * MINUTE);
    await take(true, {});
    await harness.runFor(15 * MINUTE);
    expect(await incident('INC-2')).toMatchObject({
      sloId: 'checkout-api/availability',
      mergedInto: 'INC-1',
    });
    expect(pages()).toEqual(['DiskFull of checkout-api INC-1', 'checkout-api/availability INC-1']);
  });

  it('joins what its service depends on by its SLOs, and others of the same report', async () => {
    await harness.start([
      burning({ service: 'payments' }),
      failingSlo(harness.prometheus, 'availability', [[0, 0]], { dependsOn: ['payments'] }),
    ]);
    await harness.runFor(10 * MINUTE);
    await take(true, { key: 'outside/a' }, { key: 'outside/b' }, { key: 'outside/c', service: 'search' });
    expect((await incident('INC-1')).attached.map((each) => each.incident)).toEqual(['INC-2', 'INC-3']);
    expect((await incident('INC-4')).mergedInto).toBeUndefined();
  });

  it('joins what its service depends on also where another replica judges the SLOs that say so', async () => {
    await harness.start([
      burning({ service: 'payments' }),
      failingSlo(harness.prometheus, 'availability', [[0, 0]], { dependsOn: ['payments'] }),
    ]);
    await harness.runFor(10 * MINUTE);
    harness.state.runtimes = new Map();
    await take(true, {});
    expect((await incident('INC-2')).mergedInto).toBe('INC-1');
  });

  it('says that nothing of ours shows what fails, also by a page of what is worked on', async () => {
    await harness.start([burning()]);
    await harness.runFor(10 * MINUTE);
    await take(true, { service: 'search' });
    await take(true, { key: 'outside/2' });
    const told = harness.store
      .messages()
      .flatMap(({ signal }) => (signal.cause === 'outside' ? [signal] : []));
    expect(told.map(({ incidentId, incident: facts }) => [incidentId, facts?.impact])).toEqual([
      ['INC-2', 'unknown (no SLI watches it)'],
      ['INC-1', 'unknown (no SLI watches it)'],
    ]);
  });

  it('of no service has an incident of its own, as has one that people have taken out', async () => {
    await harness.start([burning()]);
    await harness.runFor(10 * MINUTE);
    await take(true, { key: 'outside/a', service: '' }, { key: 'outside/b', service: '' }, {});
    expect((await incident('INC-2')).mergedInto).toBeUndefined();
    expect((await incident('INC-3')).mergedInto).toBeUndefined();
    await unmergeIncident(harness.state, harness.ports, 'INC-4', maria);
    const over = { kind: 'move', to: 'resolved', text: '', override: 'none of ours' } as const;
    await take(false, {});
    await workOnIncident(harness.state, harness.ports, 'INC-4', over, maria);
    await tickForeign(harness.state, harness.ports);
    await take(true, {});
    expect((await incident('INC-5')).mergedInto).toBeUndefined();
  });

  it('is attached to nothing where the two could not be stored together', async () => {
    await harness.start([burning()]);
    await harness.runFor(10 * MINUTE);
    harness.store.failNextCommits(1);
    await expect(take(true, {})).rejects.toThrow('locked');
    expect((await incident('INC-1')).attached).toEqual([]);
    await take(true, {});
    expect((await incident('INC-1')).attached).toHaveLength(1);
  });
});
