import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { replayDelivery } from '../../../src/engine/commands/change-deliveries.js';
import { declareIncident } from '../../../src/engine/commands/declare-incident.js';
import { recordDeploy } from '../../../src/engine/commands/record-deploy.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { incidentOutlook } from '../../../src/engine/queries/incident-outlook.js';
import { tendIncidents } from '../../../src/engine/tend-incidents.js';
import { onBehalfOf, tokenActor } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';
import { beginDelivery } from './begin-delivery.js';
import { FakeClock } from './fake-outbox.js';

let harness: EngineHarness;
let answers: DeliveryOutcome[];
let asked: Signal[];

beforeEach(async () => {
  harness = new EngineHarness();
  answers = [];
  asked = [];
  const rollbackHooks = new Map([['checkout-api', 'deployer']]);
  harness.config = { ...harness.config, onCall: paymentsPlan(), rollbackHooks };
  exposeRequests(harness.prometheus, [[START, 0.5]]);
  const send = async () => ({ kind: 'delivered' as const, receipt: '1' });
  const deployer: Notifier = {
    receiver: 'deployer',
    refreshEveryMs: undefined,
    send: async () => ({ kind: 'refused', reason: 'nothing else is meant for it' }),
    rollBack: async (signal) => {
      asked.push(signal);
      return answers.shift() ?? { kind: 'delivered', receipt: 'run 17' };
    },
  };
  const mail: Notifier = { receiver: 'mail', refreshEveryMs: undefined, takesNotices: true, send };
  harness.ports.notifiers = new Map([deployer, mail].map((each) => [each.receiver, each]));
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
  await work({ kind: 'assign-role', role: 'commander', to: 'alice' });
});

type Asked = Parameters<typeof workOnIncident>[3];
const work = (command: Asked) =>
  workOnIncident(harness.state, harness.ports, 'INC-1', command, onBehalfOf('bob'));
const rollBack = () => work({ kind: 'roll-back', reason: 'errors', version: undefined, again: false });

async function deliverFor(ms: number) {
  const clock = new FakeClock(harness.now);
  const delivery = await beginDelivery(harness, clock);
  await clock.advance(ms);
  await delivery.stop();
}
async function settled() {
  await harness.start([checkoutSlo()]);
  await tendIncidents(harness.state, harness.ports);
  await tendIncidents(harness.state, harness.ports);
  const timeline = await harness.store.timeline('INC-1');
  return timeline.filter(({ kind }) => kind.startsWith('rollback-')).map(({ text }) => text);
}
const deadLetter = async () => {
  const [dead] = await harness.store.deliveries({ limit: 1, receiver: 'deployer' });
  return dead?.id ?? '';
};
const reminders = () =>
  harness.store
    .messages()
    .flatMap(({ signal: { notice, to } }) => (notice?.title.includes('rollback') ? [to] : []));

describe('rolling back', () => {
  it('asks the hook once, with the incident, the version that is out and who says so, and writes down its receipt', async () => {
    await recordDeploy(
      harness.state,
      harness.ports,
      { service: 'checkout-api', version: 'v2', at: START },
      tokenActor('ci'),
    );
    await rollBack();
    expect(await settled()).toEqual([]);
    await deliverFor(0);
    expect(asked).toMatchObject([
      {
        kind: 'rollback',
        service: 'checkout-api',
        incidentId: 'INC-1',
        rollback: { by: 'bob', reason: 'errors', from: 'v2', until: harness.now + 5 * MINUTE },
      },
    ]);
    expect(await settled()).toEqual(['M1: deployer has taken the rollback (receipt run 17)']);
    await deliverFor(HOUR);
    expect(asked).toHaveLength(1);
    expect(reminders()).toEqual([]);
    expect(await harness.store.audit(1)).toMatchObject([{ action: 'incident.mitigate', outcome: 'done' }]);
  });

  it('goes on being asked for while it can help, and then tells whoever decides, and who asked, that nothing was rolled back', async () => {
    answers = Array.from({ length: 99 }, () => ({ kind: 'retry', reason: 'HTTP 503' }));
    await rollBack();
    await deliverFor(4 * MINUTE + 59_000);
    expect(asked.length).toBeGreaterThan(7);
    const before = asked.length;
    expect(await settled()).toEqual([
      'M1: deployer has not taken the rollback (given up, it would come too late: HTTP 503): see there whether it runs, or roll back by hand',
    ]);
    expect(reminders()).toEqual(['alice@example.org', 'bob@example.org']);
    // Handed in again it would run behind a record that says that it has not.
    await expect(
      replayDelivery(harness.state, harness.ports, await deadLetter(), 'mended', tokenActor('ops')),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/ is a rollback: ask for it/),
    });
    await deliverFor(0);
    expect(asked).toHaveLength(before);
  });

  it('of which nobody knows whether it arrived is said to be unknown, and asked for once more only when somebody says so', async () => {
    const answer = { kind: 'unknown', reason: 'no answer within 10 s' } as const;
    answers = [answer, ...Array.from({ length: 99 }, () => ({ kind: 'retry' as const, reason: 'HTTP 503' }))];
    await rollBack();
    await deliverFor(5 * MINUTE);
    expect(await settled()).toEqual([
      'M1: nobody knows whether deployer has taken the rollback (given up, it would come too late: HTTP 503): see there whether it runs, or roll back by hand',
    ]);
    const lines = harness.store.messages().flatMap(({ signal: { notice } }) => notice?.lines ?? []);
    expect(lines.slice(0, 2)).toEqual([
      'Where it does not run, do it by hand, then firebreak incident mitigate INC-1 rollback "…"',
      'Ask the hook once more: firebreak incident rollback INC-1 --again --reason "…"',
    ]);
    await expect(rollBack()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^nobody knows whether deployer has taken the rollback of M1: look there/,
      ),
      next: 'firebreak incident rollback INC-1 --again --reason "…"',
    });
  });

  it('that another incident of the service has asked for is told, with what came of it, and done again when somebody says so', async () => {
    await rollBack();
    await deliverFor(0);
    await settled();
    const { incident } = await declareIncident(
      harness.state,
      harness.ports,
      {
        ...{ service: 'checkout-api', severity: 'sev2', title: 'orders hang' },
        ...{ sloId: undefined, key: undefined, separate: true },
      },
      onBehalfOf('bob'),
    );
    const again = (said: boolean) =>
      workOnIncident(
        harness.state,
        harness.ports,
        incident.id,
        { kind: 'roll-back', reason: 'errors', version: undefined, again: said },
        onBehalfOf('bob'),
      );
    await expect(again(false)).rejects.toMatchObject({
      code: 'conflict',
      message:
        'deployer has taken a rollback for M1 of INC-1 already: say so if it is to roll back once more',
      next: `firebreak incident rollback ${incident.id} --again --reason "…"`,
    });
    const outlook = () => incidentOutlook(harness.state, harness.ports, incident.id, harness.now);
    expect(await outlook()).toMatchObject({
      otherRollback: { incident: 'INC-1', mitigation: 1, outcome: 'taken' },
      steps: expect.arrayContaining([{ step: 'rollback', refused: undefined }]),
    });
    expect(await incidentOutlook(harness.state, harness.ports, 'INC-1', harness.now)).toMatchObject({
      otherRollback: undefined,
    });
    await again(true);
    await deliverFor(0);
    expect(asked.map(({ incidentId }) => incidentId)).toEqual(['INC-1', incident.id]);
  });

  it('tells whoever is behind the token that asked for it', async () => {
    answers = [{ kind: 'refused', reason: 'HTTP 409' }];
    await workOnIncident(
      harness.state,
      harness.ports,
      'INC-1',
      { kind: 'roll-back', reason: 'errors', version: undefined, again: false },
      tokenActor('ci', { onBehalfOf: 'bob' }),
    );
    await deliverFor(0);
    await settled();
    expect(reminders()).toEqual(['alice@example.org', 'bob@example.org']);
  });

  it('of which nobody is told that it failed says so', async () => {
    await work({ kind: 'release-role', role: 'commander' });
    harness.config = { ...harness.config, onCall: { ...paymentsPlan(), people: new Map() } };
    answers = [{ kind: 'refused', reason: 'HTTP 409' }];
    await rollBack();
    await deliverFor(0);
    expect(await settled()).toMatchObject([
      expect.stringMatching(/; nobody is told: no one commands who has a contact, nor has bob one$/),
    ]);
  });

  it('is not sent once its time is over, as after a stop: it would undo what was done meanwhile', async () => {
    await rollBack();
    await harness.runFor(6 * MINUTE);
    await deliverFor(0);
    expect(asked).toEqual([]);
    expect(await settled()).toMatchObject([
      expect.stringContaining('too late to roll back: ask for it again'),
    ]);
  });

  it('is refused at once by a hook that refuses, and can be asked for again', async () => {
    answers = [{ kind: 'refused', reason: 'HTTP 409: a deploy is running' }];
    await rollBack();
    await deliverFor(0);
    expect(await settled()).toEqual([
      'M1: deployer has not taken the rollback (HTTP 409: a deploy is running): see there whether it runs, or roll back by hand',
    ]);
    await rollBack();
    await deliverFor(0);
    expect(await settled()).toHaveLength(2);
  });

  it('is settled after the end of the incident too', async () => {
    await rollBack();
    await work({ kind: 'move', to: 'resolved', text: '', override: 'switched off' });
    await deliverFor(0);
    expect(await settled()).toEqual(['M1: deployer has taken the rollback (receipt run 17)']);
  });

  it('that cannot be stored is asked of nobody', async () => {
    harness.store.failNextCommits(1);
    await expect(rollBack()).rejects.toThrow('locked');
    await deliverFor(0);
    expect(asked).toEqual([]);
  });

  it('is among the steps, refused where no hook is configured', async () => {
    const refused = async () =>
      (await incidentOutlook(harness.state, harness.ports, 'INC-1', harness.now))?.steps.find(
        ({ step }) => step === 'rollback',
      )?.refused;
    expect(await refused()).toBeUndefined();
    harness.ports.notifiers = new Map();
    expect(await refused()).toMatch(/^no rollback hook is configured for "checkout-api"/);
    await expect(rollBack()).rejects.toMatchObject({
      next: expect.stringMatching(/mitigate INC-1 rollback/),
    });
  });
});
