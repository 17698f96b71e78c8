import { beforeEach, describe, expect, it } from 'vitest';
import { nodeSecrets } from '../../../src/adapters/secrets/node-secrets.js';
import type { OnCallPlan, Team } from '../../../src/core/oncall/plan.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { addChildIncident } from '../../../src/engine/commands/relate-incidents.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { noteOwners, warnUnowned } from '../../../src/engine/note-owners.js';
import { onCallFindings } from '../../../src/engine/queries/on-call-findings.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';

let harness: EngineHarness;
const maria = onBehalfOf('maria');
const owning = (...teams: readonly (readonly [name: string, services: readonly string[]])[]): OnCallPlan => {
  const plan = paymentsPlan();
  const [team] = plan.teams.values();
  const named = teams.map(([name, services]): [string, Team] => [
    name,
    { ...team, name, services, members: [], lead: undefined, tiers: {}, escalation: undefined },
  ]);
  return { ...plan, teams: new Map(named) };
};
const reload = async (onCall: OnCallPlan) => {
  const before = harness.state.config.onCall;
  harness.config = { ...harness.config, onCall };
  await harness.reload([checkoutSlo()]);
  await noteOwners(harness.state, harness.ports, before);
};
const notes = async () =>
  (await harness.store.timeline('INC-1'))
    .filter(({ text }) => text.includes('on-call files'))
    .map(({ text }) => text);
const unowned = async () =>
  (await onCallFindings(harness.state, harness.ports, nodeSecrets))
    .filter(({ code }) => code === 'unowned-service')
    .map(({ subject }) => subject);

beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, onCall: owning(['payments', ['checkout*']]) };
  exposeRequests(harness.prometheus, [[START, 0.5]]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
});

describe('other on-call files', () => {
  it('that leave the service of an open incident to nobody are told of in its timeline, the log and the findings', async () => {
    expect(await unowned()).toEqual([]);
    await reload(owning(['platform', ['search*']]));
    expect(await notes()).toEqual([
      'the on-call files were changed: payments no longer owns checkout-api, and no other team does; nobody more is called by an escalation policy',
    ]);
    expect(harness.state.runtimes.get(checkoutSlo().id)?.incident?.eventCount).toBe(
      (await harness.store.timeline('INC-1')).length,
    );
    expect(harness.logged).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: expect.stringContaining('the owner of an open incident has changed'),
      }),
    );
    expect(await unowned()).toEqual(['checkout-api']);
  });

  it('that give it to another team are told of, once', async () => {
    const next = owning(['platform', ['checkout*']]);
    await reload(next);
    await reload(next);
    expect(await notes()).toEqual([
      'the on-call files were changed: checkout-api is owned by platform now, and no longer by payments',
    ]);
  });

  it('that change nothing of it, or of what somebody has given to a team, are not told of', async () => {
    const both = (services: string) => owning(['payments', [services]], ['db', []]);
    await reload(both('checkout-api'));
    await workOnIncident(harness.state, harness.ports, 'INC-1', { kind: 'set-team', team: 'db' }, maria);
    await reload(both('search'));
    expect(await notes()).toEqual([]);
  });
});

it('services that no team owns are in the log at a start; none where there is no team', () => {
  warnUnowned(harness.state, harness.ports);
  const warned = () => harness.logged.filter(({ message }) => message.startsWith('no team owns'));
  expect(warned()).toEqual([]);
  harness.state.config = { ...harness.state.config, onCall: owning(['platform', ['search*']]) };
  warnUnowned(harness.state, harness.ports);
  expect(warned()).toHaveLength(1);
  harness.state.config = { ...harness.state.config, onCall: owning() };
  warnUnowned(harness.state, harness.ports);
  expect(warned()).toHaveLength(1);
});

it('a service that the patterns of two teams fit is found, unless one names it', async () => {
  const both = async (services: readonly string[]) => {
    const onCall = owning(['payments', ['checkout*']], ['api', services]);
    harness.state.config = { ...harness.state.config, onCall };
    const found = await onCallFindings(harness.state, harness.ports, nodeSecrets);
    return found.filter(({ code }) => code === 'two-owners').map(({ message }) => message);
  };
  expect(await both(['*-api'])).toEqual([
    'payments is called for checkout-api, and api never: the services of both fit it',
  ]);
  expect(await both(['checkout-api'])).toEqual([]);
});

it('an incident is given to no team that the on-call files do not have', async () => {
  const refusal = { code: 'invalid-input', message: expect.stringContaining('there are payments') };
  await expect(
    workOnIncident(harness.state, harness.ports, 'INC-1', { kind: 'set-team', team: 'db' }, maria),
  ).rejects.toMatchObject(refusal);
  await expect(
    addChildIncident(harness.state, harness.ports, 'INC-1', { child: 'INC-2', team: 'db' }, maria),
  ).rejects.toMatchObject(refusal);
});
