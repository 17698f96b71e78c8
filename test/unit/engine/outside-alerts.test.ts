import { beforeEach, describe, expect, it } from 'vitest';
import { pageBody, pageTitle } from '../../../src/core/delivery/page-text.js';
import type { ForeignAlert } from '../../../src/core/incident/foreign-alert.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import {
  type ReportedAlert,
  takeOutsideAlerts,
  tickForeign,
} from '../../../src/engine/commands/take-outside-alerts.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { passOn } from '../../../src/engine/pass-on.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const SLO = 'checkout-api/availability';
let harness: EngineHarness;

const foreign = (changes: Partial<ForeignAlert> = {}): ForeignAlert => ({
  key: 'outside/1',
  name: 'DiskFull',
  service: 'db',
  severity: 'sev2',
  severityReason: 'severity="critical"',
  labels: { alertname: 'DiskFull', service: 'db' },
  summary: 'the disk is full',
  description: undefined,
  runbook: 'https://runbooks/disk',
  startsAt: START,
  ...changes,
});
const other = (firing: boolean, changes: Partial<ForeignAlert> = {}): ReportedAlert => ({
  firing,
  slo: undefined,
  foreign: foreign(changes),
});
const ours = (firing: boolean, key = 'a', severity: 'page' | 'ticket' = 'page', id = SLO): ReportedAlert => ({
  firing,
  slo: { id, report: { key, firing, severity, text: 'the rules in Prometheus (page-1h)' } },
  foreign: foreign({ key: `outside/${key}`, name: 'SloErrorBudgetBurn' }),
});
const take = (...alerts: ReportedAlert[]) => takeOutsideAlerts(harness.state, harness.ports, alerts);
const kinds = async (id = 'INC-1') => (await harness.store.timeline(id)).map(({ kind }) => kind);
const status = async (id = 'INC-1') => (await harness.store.incident(id))?.status;

beforeEach(() => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
});

/** Healthy, then failing from minute 10 to minute 30. */
async function burning() {
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.5],
    [START + 30 * MINUTE, 0],
  ]);
  await harness.start([checkoutSlo()]);
}
async function healthy() {
  exposeRequests(harness.prometheus, [[START, 0]]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(5 * MINUTE);
}
const pages = () => harness.toldKinds().filter((told) => told.startsWith('page'));

describe('a page of an alert from outside that nobody has proven to have taken', () => {
  const proof = { within: MINUTE, next: ['manager'] };
  const told = (receiver: string) => harness.told(receiver).map(([alert, kind]) => `${alert} ${kind}`);

  beforeEach(async () => {
    harness.config = { ...harness.config, routes: [{ receivers: ['pager'], proof }] };
    await harness.start([checkoutSlo()]);
    await take(other(true));
  });

  it('goes to the next receivers, who are told of its end too, over a restart', async () => {
    harness.sleepFor(MINUTE);
    await passOn(harness.state, harness.ports);
    await passOn(harness.state, harness.ports);
    expect(told('manager')).toEqual(['outside-page trigger']);
    expect(await kinds()).toEqual(['declared', 'passed-on']);

    await harness.start([checkoutSlo()]);
    await passOn(harness.state, harness.ports);
    await take(other(false));
    expect(told('manager')).toEqual(['outside-page trigger', 'outside-page resolve']);
  });

  it('stays where it is once somebody is on it', async () => {
    await acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf('maria'));
    harness.sleepFor(MINUTE);
    await passOn(harness.state, harness.ports);
    expect(told('manager')).toEqual([]);
  });
});

describe('an alert of our rules', () => {
  it('that comes after the daemon’s own page joins it: one incident, one page', async () => {
    await burning();
    await harness.runFor(15 * MINUTE);
    expect(pages()).toEqual(['page trigger']);
    expect(await take(ours(true))).toEqual({ joined: 1, foreign: 0 });
    await take(ours(true));
    await harness.runFor(5 * MINUTE);
    expect(pages()).toEqual(['page trigger']);
    expect((await harness.store.incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['INC-1']);
    expect((await kinds()).filter((kind) => kind === 'noted')).toHaveLength(1);
  });

  it('that comes first opens the incident, and the daemon’s own view joins it', async () => {
    await burning();
    await harness.runFor(10 * MINUTE);
    await take(ours(true));
    expect(pages()).toEqual(['page trigger']);
    const [row] = harness.store.messages();
    if (!row) throw new Error('nothing was told');
    expect(pageTitle(row.signal)).toBe('checkout-api/availability burns its error budget');
    expect(pageBody(row.signal)).toContain('Reported by the rules in Prometheus (page-1h)');
    await harness.runFor(5 * MINUTE);
    expect(pages()).toEqual(['page trigger']);
    expect(await kinds()).toContain('tier-joined');
  });

  it('ends only what it holds itself: the page goes on while the daemon sees it burning', async () => {
    await burning();
    await harness.runFor(15 * MINUTE);
    await take(ours(true));
    await take(ours(false));
    await harness.runFor(MINUTE);
    expect(pages()).toEqual(['page trigger']);
    expect(await status()).toBe('open');
    await harness.runFor(80 * MINUTE);
    expect(pages()).toEqual(['page trigger', 'page resolve']);
  });

  it('keeps the page open after the daemon sees it recovered, until it is over there too', async () => {
    await burning();
    await harness.runFor(15 * MINUTE);
    await take(ours(true), ours(true, 'b'));
    await harness.runFor(120 * MINUTE);
    expect(
      harness
        .status()
        .tiers.filter(({ severity }) => severity === 'page')
        .map(({ verdict }) => verdict),
    ).not.toContain('over');
    expect(pages()).toEqual(['page trigger']);
    await take(ours(false));
    expect(pages()).toEqual(['page trigger']);
    await take(ours(false, 'b'));
    expect(pages()).toEqual(['page trigger', 'page resolve']);
    await harness.runFor(6 * MINUTE);
    expect(await status()).toBe('resolved');
  });

  it('outlives a restart and a reload', async () => {
    await healthy();
    await take(ours(true));
    await harness.start([checkoutSlo()]);
    await harness.runFor(MINUTE);
    await harness.reload([checkoutSlo()]);
    expect(pages()).toEqual(['page trigger']);
    await take(ours(false));
    expect(pages()).toEqual(['page trigger', 'page resolve']);
  });

  it('that passes from one tier to the next is one page', async () => {
    await healthy();
    await take(ours(true));
    await take(ours(false), ours(true, 'b'));
    expect(pages()).toEqual(['page trigger']);
  });

  it('of a ticket is folded into an open page', async () => {
    await healthy();
    await take(ours(true), ours(true, 't', 'ticket'));
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });

  it('of an SLO that is not known here has an incident of its own', async () => {
    await healthy();
    expect(await take(ours(true, 'a', 'page', 'elsewhere/slo'))).toEqual({ joined: 0, foreign: 1 });
    expect((await harness.store.incident('INC-1'))?.title).toContain('SloErrorBudgetBurn');
  });

  it('holds nothing that could not be stored, and is taken when it is sent again', async () => {
    await healthy();
    harness.store.failNextCommits(1);
    await expect(take(ours(true))).rejects.toThrow('locked');
    await harness.runFor(MINUTE);
    expect(pages()).toEqual([]);
    await take(ours(true));
    expect(pages()).toEqual(['page trigger']);
  });
});

describe('an alert of other rules', () => {
  beforeEach(healthy);
  const outside = () =>
    harness
      .told('pager')
      .filter(([alert]) => alert.startsWith('outside'))
      .map(([alert, kind]) => `${alert} ${kind}`);

  it('is told after a reload to receivers that the routes name by then, and its end too, over a restart', async () => {
    await take(other(true));
    harness.config = { ...harness.config, routes: [{ receivers: ['pager', 'chat'] }] };
    await harness.reload([checkoutSlo()]);
    await harness.reload([checkoutSlo()]);
    await harness.start([checkoutSlo()]);
    const chat = () => harness.told('chat').map(([alert, kind]) => `${alert} ${kind}`);
    expect([outside(), chat()]).toEqual([['outside-page trigger'], ['outside-page trigger']]);
    await take(other(false));
    expect(chat()).toEqual(['outside-page trigger', 'outside-page resolve']);
  });

  it('opens an incident and a page of its own, once, and resolves it after its end', async () => {
    expect(await take(other(true))).toEqual({ joined: 0, foreign: 1 });
    await take(other(true));
    expect(outside()).toEqual(['outside-page trigger']);
    const incident = await harness.store.incident('INC-1');
    expect(incident).toMatchObject({
      service: 'db',
      severity: 'sev2',
      severityReason: 'severity="critical"',
      status: 'open',
      failingSince: START,
    });
    const signal = harness.store.messages().at(-1)?.signal;
    if (!signal) throw new Error('nothing was told');
    expect([pageTitle(signal), ...pageBody(signal)]).toMatchInlineSnapshot(`
      [
        "SEV2 DiskFull of db",
        "Service: db",
        "Severity: SEV2 (more than a quarter of users degraded, or a key feature down), because: severity="critical"",
        "Impact: unknown (no SLI watches it)",
        "What: the disk is full",
        "Firing since: 2026-07-15T12:00:00Z, told at 2026-07-15T12:05:00Z",
        "Reported by an Alertmanager: alertname="DiskFull", service="db"",
        "Incident: INC-1",
        "Runbook: https://runbooks/disk",
        "Acknowledge: firebreak ack INC-1 --by <you>",
        "Then: firebreak incident show INC-1 says what is known; firebreak incident phase INC-1 investigating begins the work once the roles are set",
      ]
    `);

    await take(other(false));
    expect(outside()).toEqual(['outside-page trigger', 'outside-page resolve']);
    expect(await status()).toBe('monitoring');
    await tickForeign(harness.state, harness.ports);
    expect(await status()).toBe('monitoring');
    await harness.runFor(5 * MINUTE);
    await tickForeign(harness.state, harness.ports);
    expect(await status()).toBe('resolved');
    expect(harness.state.foreign.size).toBe(0);
  });

  it('that comes back while it is watched is the same incident, told anew', async () => {
    await take(other(true));
    await take(other(false));
    await harness.runFor(MINUTE);
    await take(other(true));
    expect(await status()).toBe('open');
    expect(outside()).toEqual(['outside-page trigger', 'outside-page resolve', 'outside-page trigger']);
    expect(await kinds()).toEqual(['declared', 'alert-ended', 'alert-resumed']);
  });

  it('is told apart from others by its key, and a small one is a ticket', async () => {
    await take(other(true), other(true, { key: 'outside/2', severity: 'sev4' }));
    expect(outside().sort()).toEqual(['outside-page trigger', 'outside-ticket trigger']);
    expect((await harness.store.incidents({ limit: 9 })).map(({ severity }) => severity).sort()).toEqual([
      'sev2',
      'sev4',
    ]);
  });

  it('that is over and was never reported is no news', async () => {
    await take(other(false));
    expect(await harness.store.incidents({ limit: 9 })).toEqual([]);
  });

  it('outlives a restart and a reload, and numbers go on', async () => {
    await take(other(true));
    await harness.start([checkoutSlo()]);
    await harness.reload([checkoutSlo()]);
    expect(await status()).toBe('open');
    await take(other(true), other(true, { key: 'outside/2', service: 'cache' }));
    expect(outside()).toHaveLength(2);
    await take(other(false));
    expect(await status('INC-1')).toBe('monitoring');
    expect(await status('INC-2')).toBe('open');
  });

  it('holds nothing that could not be stored', async () => {
    harness.store.failNextCommits(1);
    await expect(take(other(true))).rejects.toThrow('locked');
    expect(harness.state.foreign.size).toBe(0);
    await take(other(true));
    expect(outside()).toEqual(['outside-page trigger']);
  });
});
