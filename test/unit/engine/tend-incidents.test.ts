import { beforeEach, describe, expect, it } from 'vitest';
import { actorIn } from '../../../src/core/access/actor.js';
import { openingId } from '../../../src/core/delivery/opening.js';
import { pageBody, pageTitle } from '../../../src/core/delivery/page-text.js';
import { ROLES } from '../../../src/core/incident/phases.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../src/core/incident/policy.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { incidentUpdates } from '../../../src/engine/queries/incident-updates.js';
import { tendIncidents } from '../../../src/engine/tend-incidents.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';

let harness: EngineHarness;

const maria = (name: string) => actorIn('Slack', name, 'request-1');
const incident = async () => {
  const found = await harness.store.incident('INC-1');
  if (!found) throw new Error('there is no INC-1');
  return found;
};
/** Lets minutes pass; people are called each half of one. */
const pass = async (minutes: number) => {
  for (let i = 0; i < 2 * minutes; i += 1) {
    await harness.runFor(MINUTE / 2);
    await tendIncidents(harness.state, harness.ports);
  }
};
/** Messages of calls: to whom, of which kind, in the order of the outbox. */
const calls = () =>
  harness.store
    .messages()
    .flatMap(({ receiver, signal: { call, kind, to } }) => (call ? [`${kind} ${to ?? receiver}`] : []));
const ALICE = ['trigger alice@example.org', 'trigger carol@example.org'];

/** Fails from the start for two hours; the page is out, and the first have been called. */
beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, onCall: paymentsPlan(), monitorFor: 5 * MINUTE };
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 40 * MINUTE, 0],
  ]);
  const takesAcknowledgements = true as const;
  const mail = {
    receiver: 'mail',
    refreshEveryMs: undefined,
    takesAcknowledgements,
    takesNotices: true as const,
  };
  const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
  harness.ports.notifiers = new Map([['mail', { ...mail, send }]]);
  await harness.start([checkoutSlo()]);
  await pass(12);
});

describe('tendIncidents', () => {
  it('calls who is on call with all that the page says, in the commit that writes it down', async () => {
    expect(calls().slice(0, 2)).toEqual(ALICE);
    const { events, rows } = {
      events: await harness.store.timeline('INC-1'),
      rows: harness.store.messages().filter(({ signal }) => signal.call),
    };
    const called = events.filter(({ kind }) => kind === 'called');
    expect(rows.slice(0, 2).map(({ signal }) => signal)).toMatchObject([
      {
        kind: 'trigger',
        cause: 'burn',
        severity: 'page',
        to: 'alice@example.org',
        incidentId: 'INC-1',
        incident: { severity: 'sev3', means: 'a minor feature is broken, and there is a workaround' },
        dedupKey: `firebreak/call/INC-1/${called[0]?.seq}`,
        call: {
          person: 'alice',
          as: 'primary on call of payments',
          because: 'step 1 of 4 of payments, because nobody has answered yet',
        },
      },
      { call: { person: 'carol', shadowOf: 'alice' } },
    ]);
    expect(rows[0]?.signal.tiers).not.toEqual([]);
  });

  it('goes on after a restart where it was, and calls nobody twice', async () => {
    for (let i = 0; i < 28; i += 1) {
      await harness.start([checkoutSlo()]);
      await pass(1);
    }
    const mail = (...names: string[]) => names.map((name) => `trigger ${name}@example.org`);
    expect(calls()).toEqual([
      ...mail('alice', 'carol', 'bob', 'mona', 'vera'),
      'trigger bridge',
      ...mail('alice', 'bob', 'mona', 'vera'),
      'trigger bridge',
    ]);
    const ids = harness.store.messages().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('takes a step again that could not be stored, and only then', async () => {
    const before = calls().length;
    const { commit } = harness.store;
    harness.ports.store.commit = () => Promise.reject(new Error('the disk is full'));
    await expect(pass(6)).rejects.toThrow('the disk is full');
    harness.ports.store.commit = commit.bind(harness.store);
    expect(calls()).toHaveLength(before);
    await pass(6);
    expect(calls().length).toBeGreaterThan(before);
    expect(new Set(calls()).size).toBe(calls().length);
  });

  it('tells those who were called that somebody has answered, and of the end', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('bob'));
    const told = calls();
    const called = told.filter((line) => line.startsWith('trigger'));
    expect(told.filter((line) => line.startsWith('acknowledge'))).toEqual(
      called.map((line) => line.replace('trigger', 'acknowledge')),
    );
    await pass(120);
    expect((await incident()).status).toBe('resolved');
    // Nobody has sent the updates that were due: that has called another one.
    const all = calls().filter((line) => line.startsWith('trigger'));
    expect(all.slice(0, called.length)).toEqual(called);
    expect(calls().filter((line) => line.startsWith('resolve'))).toEqual(
      all.map((line) => line.replace('trigger', 'resolve')),
    );
    expect(await harness.store.incidents({ unsettled: true, limit: 9 })).toEqual([]);
  });

  it('tells of the end also when it comes at once, by hand', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('bob'));
    const move = { kind: 'move', to: 'resolved', text: '', override: 'a load test' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', move, maria('bob'));
    expect(await harness.store.incidents({ open: true, limit: 9 })).toEqual([]);
    expect(await harness.store.incidents({ unsettled: true, limit: 9 })).toHaveLength(1);
    await harness.start([checkoutSlo()]);
    await tendIncidents(harness.state, harness.ports);
    expect(calls()).toContain('resolve alice@example.org');
    const told = harness.store.messages().find(({ signal }) => signal.call && signal.kind === 'resolve');
    if (!told) throw new Error('those who were called are told');
    expect(pageTitle(told.signal)).toBe(
      'checkout-api/availability: INC-1 is resolved, and its alert goes on',
    );
    const body = pageBody(told.signal).join('\n');
    expect(body).toMatch(/^Resolved by a person at .+, not by the alert: failing from 2/m);
    expect(body).not.toMatch(/^Over:/m);
    expect(await harness.store.incidents({ unsettled: true, limit: 9 })).toEqual([]);
  });

  it('takes no answer from a shadow who has no role', async () => {
    const shadow = acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('Carol@example.org'));
    await expect(shadow).rejects.toThrow(/shadows alice, who has to answer/);
    expect((await incident()).acknowledgedAt).toBeUndefined();
    const takes = { kind: 'assign-role', role: 'scribe', to: 'carol' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', takes, maria('alice'));
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('carol'));
    expect((await incident()).acknowledgedBy).toBe('Slack for carol');
  });

  it('reminds whoever speaks for it of updates, with the draft, once each', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('alice'));
    const takes = { kind: 'assign-role', role: 'communications', to: 'vera' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', takes, maria('vera'));
    await pass(22);
    const notices = harness.store.messages().filter(({ signal }) => signal.kind === 'notice');
    expect(notices.map(({ signal }) => signal.to)).toEqual(notices.map(() => 'vera@example.org'));
    const told = notices.flatMap(({ signal: { notice } }) =>
      notice?.title.includes('customers') ? `${notice.title} | ${notice.lines[0]}` : [],
    );
    expect(told.map((line) => line.replace(/\d\d:\d\d UTC/g, 'hh:mm UTC'))).toEqual([
      'INC-1: the update for customers is due in 5m: its draft is ready | Draft: We are looking into a problem with checkout-api that began at hh:mm UTC. Next update: hh:mm UTC.',
      'INC-1: the update for customers is due now; its draft is ready | Draft: We are looking into a problem with checkout-api that began at hh:mm UTC. Next update: hh:mm UTC.',
    ]);
  });

  it('reminds of the all-clear once more after a restart, until those who were told have heard it', async () => {
    const by = maria('alice');
    const work = (command: Parameters<typeof workOnIncident>[3]) =>
      workOnIncident(harness.state, harness.ports, 'INC-1', command, by);
    const reminders = () =>
      harness.store.messages().flatMap(({ signal: { notice } }) => {
        const title = notice?.title ?? '';
        return title.includes('all-clear') ? [`${title} | ${notice?.lines[0] ?? ''}`] : [];
      });
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', by);
    await work({ kind: 'send-update', audience: 'customers', text: 'We look into it.' });
    await work({ kind: 'send-update', audience: 'engineering', text: 'We look into it.' });
    await harness.runFor(MINUTE);
    const over = await work({ kind: 'move', to: 'resolved', text: '', override: 'a load test' });
    expect(over.nextDue?.what).toBe('the all-clear for engineering');
    await harness.start([checkoutSlo()]);
    await tendIncidents(harness.state, harness.ports);
    await work({ kind: 'send-update', audience: 'engineering', text: 'It is over.' });
    expect(await harness.store.incidents({ unsettled: true, limit: 9 })).toHaveLength(1);
    await pass(30);
    expect(reminders().map((line) => line.replace(/\d\d:\d\d UTC/g, 'hh:mm UTC'))).toEqual([
      expect.stringMatching(
        /^INC-1: the all-clear for engineering is due now; its draft is ready \| Draft: INC-1 is over/,
      ),
      'INC-1: the all-clear for customers is due now; its draft is ready | Draft: The problem with checkout-api that began at hh:mm UTC has ended. We are sorry for the trouble.',
      'INC-1: the all-clear for customers is 5m late: missed | Draft: The problem with checkout-api that began at hh:mm UTC has ended. We are sorry for the trouble.',
    ]);
    expect(await harness.store.incidents({ unsettled: true, limit: 9 })).toEqual([]);
  });

  it('tells an audience what was approved for it, through its receivers, as one thread', async () => {
    const audiences = { customers: ['mail', 'pager'] };
    harness.state.config = {
      ...harness.config,
      incidents: { ...DEFAULT_INCIDENT_POLICY, audiences },
    };
    const send = (text: string) =>
      workOnIncident(
        harness.state,
        harness.ports,
        'INC-1',
        { kind: 'send-update', audience: 'customers', text },
        maria('vera'),
      );
    await send('We look into it.\nMore soon.');
    await harness.runFor(MINUTE);
    await send('We know why.');
    const told = harness.store.messages().filter(({ signal }) => signal.notice?.audience === 'customers');
    // A pager is not made to ring by news.
    expect(told.map(({ receiver }) => receiver)).toEqual(['mail', 'mail']);
    expect(told.map(({ signal }) => signal.notice?.lines)).toEqual([
      ['We look into it.', 'More soon.'],
      ['We know why.'],
    ]);
    const [first, second] = told.map(({ signal }) => signal);
    expect(first?.id).toBe(second && openingId(second));
    expect(second?.dedupKey).toBe(first?.dedupKey);
    expect((await harness.store.timeline('INC-1')).at(-1)).toMatchObject({
      kind: 'update-sent',
      text: 'customers (told through mail): We know why.',
      by: 'Slack for vera',
    });
  });

  it('does not look as if an audience without receivers had been told', async () => {
    const asked = { kind: 'send-update', audience: 'customers', text: 'We look into it.' } as const;
    const sent = async () => {
      await workOnIncident(harness.state, harness.ports, 'INC-1', asked, maria('vera'));
      return (await harness.store.timeline('INC-1')).at(-1)?.text;
    };
    expect(await sent()).toBe(
      'customers (no receiver is configured for customers: recorded only): We look into it.',
    );
    const incidents = { ...DEFAULT_INCIDENT_POLICY, audiences: { customers: ['pager'] } };
    harness.state.config = { ...harness.config, incidents };
    expect(await sent()).toBe(
      'customers (pager cannot tell customers, as no person reads what is sent there: recorded only): We look into it.',
    );
    expect(harness.store.messages().filter(({ signal }) => signal.notice)).toEqual([]);
    const [, , customers] =
      (await incidentUpdates(harness.store, 'INC-1', harness.state, harness.ports)) ?? [];
    expect(customers).toMatchObject({
      receivers: [],
      lacking: expect.stringContaining('audiences: {customers: [RECEIVER]}'),
    });
  });

  it('says on the timeline when a reminder reaches nobody, and what to do', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', maria('alice'));
    for (const role of ROLES)
      await workOnIncident(
        harness.state,
        harness.ports,
        'INC-1',
        { kind: 'release-role', role },
        maria('vera'),
      );
    await pass(18);
    const reminders = async () =>
      (await harness.store.timeline('INC-1')).flatMap(({ kind, text }) =>
        kind.startsWith('update-') && text.includes('customers') ? text : [],
      );
    expect(await reminders()).toEqual([
      'the update for customers is due in 5m: its draft is ready; nobody is reminded: no one speaks for it: firebreak incident role INC-1 communications NAME',
    ]);
    const takes = { kind: 'assign-role', role: 'communications', to: 'zoe' } as const;
    await workOnIncident(harness.state, harness.ports, 'INC-1', takes, maria('vera'));
    await pass(5);
    expect((await reminders())[1]).toBe(
      'the update for customers is due now; its draft is ready; nobody is reminded: zoe has no contact route that people read: give one in the on-call files (docs/oncall.md)',
    );
  });

  it('says loudly that nobody answers', async () => {
    await pass(28);
    expect((await incident()).escalation?.exhausted).toBe(true);
    expect(harness.logged).toContainEqual({ level: 'error', message: 'nobody answers an incident' });
  });
});
