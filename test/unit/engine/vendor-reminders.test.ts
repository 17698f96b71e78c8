import { beforeEach, describe, expect, it } from 'vitest';
import { NO_PLAN } from '../../../src/core/oncall/plan.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { incidentOutlook } from '../../../src/engine/queries/incident-outlook.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';
import { passRestarted } from '../../support/restarted-each-minute.js';

let harness: EngineHarness;

const work = (asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, 'INC-1', asked, onBehalfOf('maria'));
const open = () => work({ kind: 'open-vendor-case', vendor: 'payco', reason: 'captures hang' });
const pass = (minutes: number) => passRestarted(harness, checkoutSlo(), minutes);
/** Notices about the vendor: to whom, and what they say. */
const notices = () =>
  harness.store
    .messages()
    .flatMap(({ receiver, signal: { notice, to } }) =>
      notice && JSON.stringify(notice).includes('captures hang') ? [{ to: to ?? receiver, ...notice }] : [],
    );

beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, onCall: paymentsPlan() };
  exposeRequests(harness.prometheus, [[START, 0.5]]);
  const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
  const notifier = (receiver: string) => ({
    receiver,
    refreshEveryMs: undefined,
    takesNotices: true as const,
    send,
  });
  harness.ports.notifiers = new Map([
    ['mail', notifier('mail')],
    ['bridge', notifier('bridge')],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
});

describe('a vendor who does not answer', () => {
  it('is what the commander is reminded of, once each, with the way and the words, whatever restarts', async () => {
    await work({ kind: 'assign-role', role: 'commander', to: 'alice' });
    await open();
    await pass(62);
    const [overdue, step, last, shared, ...more] = notices();
    expect(more).toEqual([]);
    expect(overdue).toMatchObject({
      to: 'alice@example.org',
      title: 'INC-1: PayCo has not answered V1 within the 15m that they promise',
      lines: [
        'Go by: hotline, phone +1 206 555 0100',
        expect.stringMatching(
          /^Say: captures hang \(INC-1, SEV\d of checkout-api\)\. account 4711, contract enterprise, 24x7\. Our case has been open for 15m.*; you promise an answer in 15m\. Who works on it/,
        ),
        'When they answer: firebreak incident vendor INC-1 answered payco --text "…"',
      ],
    });
    expect(step?.lines[0]).toBe('Go by: hotline, phone +1 206 555 0100');
    expect(last?.lines[0]).toBe('Go by: shared channel, receiver bridge');
    // Whoever reads a receiver is told through it.
    expect(shared).toMatchObject({ to: 'bridge', title: 'INC-1: captures hang' });
    const ids = harness.store.messages().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is on the timeline as nobody’s business where nobody decides', async () => {
    harness.config = { ...harness.config, onCall: { ...NO_PLAN, vendors: paymentsPlan().vendors } };
    await harness.start([checkoutSlo()]);
    for (const role of ['commander', 'communications'] as const) await work({ kind: 'release-role', role });
    await open();
    await pass(16);
    const overdue = (await harness.store.timeline('INC-1')).find(({ kind }) => kind === 'vendor-overdue');
    expect(overdue?.text).toMatch(
      /; nobody is reminded: no one decides in it: firebreak incident role INC-1/,
    );
    expect(notices()).toEqual([]);
  });

  it('is among the vendors of the incident, with the case that is open', async () => {
    const outlook = async () =>
      (await incidentOutlook(harness.state, harness.ports, 'INC-1', harness.now))?.vendors;
    expect(await outlook()).toMatchObject([{ id: 'payco', responseMs: 15 * MINUTE, open: undefined }]);
    await open();
    expect(await outlook()).toMatchObject([{ open: { number: 1, vendor: 'payco' } }]);
  });

  it('must be known', async () => {
    const asked = work({ kind: 'open-vendor-case', vendor: 'paco', reason: 'x' });
    await expect(asked).rejects.toThrow('the on-call files know no vendor "paco": did you mean "payco"?');
  });
});
