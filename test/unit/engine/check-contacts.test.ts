import { beforeEach, describe, expect, it } from 'vitest';
import { nodeSecrets } from '../../../src/adapters/secrets/node-secrets.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { testContact, verifyContact } from '../../../src/engine/commands/check-contacts.js';
import { endContactTests } from '../../../src/engine/end-contact-tests.js';
import { contactViews } from '../../../src/engine/queries/contacts.js';
import { onCallFindings } from '../../../src/engine/queries/on-call-findings.js';
import { whoIsCalled } from '../../../src/core/escalation/who-is-called.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { tokenActor } from '../../support/actors.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { allBefore } from '../../support/store-samples.js';
import { LADDER, paymentsPlan, person } from '../../support/oncall-plans.js';

const maria = tokenActor('maria', { scope: 'operate' });
const mail: Notifier = {
  receiver: 'mail',
  refreshEveryMs: undefined,
  send: async () => ({ kind: 'delivered', receipt: 'never called here' }),
};

let harness: EngineHarness;
let codes: string[];
const secrets = { ...nodeSecrets, newCode: () => codes.shift() ?? 'NOMORE' };

const test = (name = 'alice', route = 'mail') =>
  testContact(harness.state, harness.ports, secrets, { person: name, route }, maria);
const verify = (code: string, name = 'alice') =>
  verifyContact(harness.state, harness.ports, secrets, { person: name, code }, maria);
const contact = async (name = 'alice') =>
  (await contactViews(harness.state.config.onCall, harness.store, secrets, harness.now)).find(
    (each) => each.person === name,
  );
const sent = () => harness.store.messages().map(({ signal }) => signal);
const deliver = async (receipt: string) => {
  const [row] = harness.store.messages();
  await harness.store.recordDelivery(row?.id ?? '', { kind: 'delivered', at: harness.now, receipt });
};
const findings = () => onCallFindings(harness.state, harness.ports, secrets);
const callAlice = (address: string, more: readonly { receiver: string; address: string }[] = []) => {
  const plan = paymentsPlan();
  const alice = person('alice', [{ receiver: 'mail', address }, ...more]);
  harness.state.config = {
    ...harness.state.config,
    onCall: { ...plan, people: new Map([...plan.people, ['alice', alice]]) },
  };
};

beforeEach(async () => {
  codes = ['K7MQ4T', 'B2B2B2', 'C3C3C3', 'D4D4D4', 'E5E5E5', 'F6F6F6'];
  harness = new EngineHarness();
  harness.ports.notifiers = new Map([['mail', mail]]);
  harness.config = { ...harness.config, onCall: paymentsPlan() };
  await harness.start([]);
});

describe('the test of a contact', () => {
  it('goes through the outbox to the address in the files, says that it is a test, and has a code', async () => {
    expect(await test()).toMatchObject({
      state: 'waiting',
      lastTest: { at: START, by: 'maria', codeUntilAt: START + 10 * MINUTE, delivery: 'pending' },
    });
    const [signal] = sent();
    expect(signal).toMatchObject({
      kind: 'trigger',
      severity: 'page',
      isTest: true,
      to: 'alice@example.org',
    });
    expect(signal?.contactTest).toMatchObject({ person: 'alice', code: 'K7MQ4T', by: 'maria' });
    expect((await harness.store.audit(1))[0]).toMatchObject({
      action: 'contact.test',
      target: 'alice',
      who: 'maria',
      outcome: 'done',
      detail: 'mail',
    });
  });

  it('leaves neither code nor address where its state is kept', async () => {
    await test();
    const kept = JSON.stringify([await harness.store.contactChecks(), await harness.store.audit(9)]);
    expect(kept).not.toContain('K7MQ4T');
    expect(kept).not.toContain('alice@example.org');
    expect(JSON.stringify(await contact())).not.toContain('alice@example.org');
  });

  it('is verified by its code, however it is written, with who and when, and is taken back', async () => {
    await test();
    await deliver('queued as MAIL1');
    harness.sleepFor(2 * MINUTE);
    expect(await verify('k7m-q4t')).toMatchObject({
      state: 'verified',
      lastTest: { receipt: 'queued as MAIL1', delivery: 'delivered', codeUntilAt: undefined },
      verified: { at: START + 2 * MINUTE, by: 'maria' },
    });
    const [trigger, end] = sent();
    expect(end).toMatchObject({
      kind: 'resolve',
      dedupKey: trigger?.dedupKey,
      to: 'alice@example.org',
      contactTest: { person: 'alice', outcome: 'verified' },
    });
    expect((await harness.store.audit(1))[0]).toMatchObject({ action: 'contact.verify', target: 'alice' });
    // It is used up.
    await expect(verify('K7MQ4T')).rejects.toThrow('no code of alice is waited for');
  });

  it('knows the proof of what was verified when the message itself is no longer kept', async () => {
    await test();
    await deliver('queued as MAIL1');
    await verify('K7MQ4T');
    for (const { id } of harness.store.messages().slice(1))
      await harness.store.recordDelivery(id, { kind: 'delivered', at: START, receipt: 'r' });
    await harness.store.prune({ ...allBefore(0), messages: START + DAY });
    expect(harness.store.messages()).toEqual([]);
    expect(await contact()).toMatchObject({ lastTest: { receipt: 'queued as MAIL1' } });
  });

  it('bears four wrong codes; the fifth ends it, and takes it back', async () => {
    await test();
    for (const left of ['4 times', '3 times', '2 times', 'once'])
      await expect(verify('AAAAAA')).rejects.toThrow(`not the code; it can be tried ${left} more`);
    expect(sent()).toHaveLength(1);
    await expect(verify('AAAAAA')).rejects.toThrow('tried too often');
    await expect(verify('K7MQ4T')).rejects.toThrow('no code of alice is waited for');
    expect(sent().map(({ kind }) => kind)).toEqual(['trigger', 'resolve']);
    expect(await contact()).toMatchObject({ state: 'unverified', verified: undefined });
  });

  it('takes no code after ten minutes, and is taken back once', async () => {
    await test();
    harness.sleepFor(10 * MINUTE - 1);
    await endContactTests(harness.state, harness.ports, secrets);
    expect(sent()).toHaveLength(1);
    harness.sleepFor(1);
    await expect(verify('K7MQ4T')).rejects.toThrow('no code of alice is waited for');
    await endContactTests(harness.state, harness.ports, secrets);
    await endContactTests(harness.state, harness.ports, secrets);
    expect(sent().map(({ kind, contactTest }) => [kind, contactTest])).toEqual([
      ['trigger', expect.anything()],
      ['resolve', { person: 'alice', outcome: 'over' }],
    ]);
    expect(await contact()).toMatchObject({ state: 'unverified' });
  });

  it('is sent once a minute, and five times an hour', async () => {
    await test();
    harness.sleepFor(59 * SECOND);
    await expect(test()).rejects.toMatchObject({
      code: 'too-many-requests',
      message: expect.stringContaining('59 s ago'),
    });
    expect(await test('bob')).toMatchObject({ state: 'waiting' });
    for (let again = 0; again < 4; again += 1) {
      harness.sleepFor(MINUTE);
      await test();
    }
    harness.sleepFor(MINUTE);
    await expect(test()).rejects.toThrow(`can be sent from ${new Date(START + HOUR).toISOString()}`);
    harness.sleepFor(HOUR - (harness.now - START));
    expect(await test()).toMatchObject({ state: 'waiting' });
  });

  it('takes the code of the newest test alone', async () => {
    await test();
    harness.sleepFor(MINUTE);
    await test();
    await expect(verify('K7MQ4T')).rejects.toThrow('not the code');
    expect(await verify('B2B2B2')).toMatchObject({ state: 'verified' });
  });

  it('verifies that contact of several whose code it is', async () => {
    callAlice('alice@example.org', [{ receiver: 'mail', address: 'alice@example.com' }]);
    await test('alice', 'mail');
    await test('alice', 'mail:2');
    expect(await verify('B2B2B2')).toMatchObject({ route: 'mail:2', state: 'verified' });
    expect(await contact()).toMatchObject({ route: 'mail', state: 'waiting' });
    expect(await verify('K7MQ4T')).toMatchObject({ route: 'mail', state: 'verified' });
  });

  it('is refused, and nothing is written, where there is no such person, contact or receiver', async () => {
    await expect(test('alica')).rejects.toMatchObject({ code: 'not-found' });
    await expect(test('alice', 'sms')).rejects.toThrow('alice has no contact sms; there is mail');
    await expect(verify('K7MQ4T', 'alica')).rejects.toMatchObject({ code: 'not-found' });
    harness.ports.notifiers = new Map();
    await expect(test()).rejects.toThrow('there is no receiver "mail" any more');
    expect(await harness.store.contactChecks()).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it('is not verified by a commit that fails', async () => {
    await test();
    harness.store.failNextCommits(1);
    await expect(verify('K7MQ4T')).rejects.toThrow('locked');
    expect(await contact()).toMatchObject({ state: 'waiting' });
    expect(await verify('K7MQ4T')).toMatchObject({ state: 'verified' });
  });

  it('lets one of two replicas through that take a code at the same time', async () => {
    await test();
    const checks = await harness.store.contactChecks();
    await verify('K7MQ4T');
    const other = {
      ...harness.ports,
      store: Object.create(harness.store, { contactChecks: { value: async () => checks } }),
    };
    await expect(
      verifyContact(harness.state, other, secrets, { person: 'alice', code: 'K7MQ4T' }, maria),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a contact', () => {
  it('is another one, of which nothing is known, when its address changes; and the old one when it comes back', async () => {
    await test();
    await verify('K7MQ4T');
    callAlice('alice@example.com');
    expect(await contact()).toMatchObject({
      state: 'never-tested',
      lastTest: undefined,
      verified: undefined,
    });
    callAlice('alice@example.org');
    expect(await contact()).toMatchObject({ state: 'verified' });
  });

  it('is told of while it is not verified, and again after 90 days; nobody else is', async () => {
    const alice = async () => (await findings()).filter(({ subject }) => subject === 'alice');
    expect(await alice()).toEqual([
      {
        code: 'unverified-contact',
        severity: 'warning',
        subject: 'alice',
        message:
          'alice takes turns in payments-primary, and nobody knows whether pages arrive: mail: never tested',
        mend: 'firebreak oncall contact test alice, and then the code that arrives',
      },
    ]);
    await test();
    expect((await alice())[0]).toMatchObject({
      message: expect.stringContaining('mail: tested, and its code is waited for') as string,
      mend: 'firebreak oncall contact verify alice CODE, with the code that has arrived',
    });
    await verify('K7MQ4T');
    expect(await alice()).toEqual([]);
    harness.sleepFor(90 * DAY - 1);
    expect(await alice()).toEqual([]);
    harness.sleepFor(1);
    expect((await alice())[0]?.message).toContain('mail: last tested 90 days ago');
  });

  it('is called all the same while it is not verified', () => {
    const { people } = whoIsCalled(
      harness.state.config.onCall,
      LADDER.steps[0] ?? { targets: [] },
      { service: 'checkout-api', team: undefined },
      START,
    );
    expect(people[0]?.person).toBe('alice');
  });
});
