import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { paymentsPlan } from '../../support/oncall-plans.js';
import { passRestarted } from '../../support/restarted-each-minute.js';

let harness: EngineHarness;

const work = (asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, 'INC-1', asked, onBehalfOf('maria'));
const pass = (minutes: number) => passRestarted(harness, checkoutSlo(), minutes);
const notices = () =>
  harness.store
    .messages()
    .flatMap(({ signal: { notice, to } }) => (notice?.title.includes('H1') ? [{ to, ...notice }] : []));

beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, onCall: paymentsPlan() };
  exposeRequests(harness.prometheus, [[START, 0.05]]);
  const send = () => Promise.resolve({ kind: 'delivered' as const, receipt: '1' });
  harness.ports.notifiers = new Map([
    ['mail', { receiver: 'mail', refreshEveryMs: undefined, takesNotices: true as const, send }],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
  await acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf('maria'));
  for (const [role, to] of [
    ['commander', 'vera'],
    ['technical-lead', 'alice'],
  ] as const)
    await work({ kind: 'assign-role', role, to });
  await work({ kind: 'move', to: 'investigating', text: '' });
  await work({ kind: 'state-hypothesis', text: 'the pool is too small' });
});

describe('a hypothesis whose time runs out', () => {
  it('is what the technical lead is reminded of, once each, with what can be done, whatever restarts', async () => {
    await pass(20);
    const commands = [
      'It is the cause: firebreak incident confirm INC-1 --hypothesis 1 --finding "…"',
      'It is not: firebreak incident rule-out INC-1 --hypothesis 1 --finding "…"',
      'More time, once: firebreak incident extend INC-1 --hypothesis 1 --reason "…"',
      'More people: firebreak incident escalate INC-1 --reason "…"',
    ];
    expect(notices()).toMatchObject([
      {
        to: 'alice@example.org',
        title: 'INC-1: H1 has 5m left of 15m: the pool is too small',
        lines: commands,
      },
      { to: 'alice@example.org', title: expect.stringMatching(/^INC-1: the 15m of H1 are over: /) },
    ]);
    await work({ kind: 'extend-hypothesis', hypothesis: 1, reason: 'the heap dump is not read yet' });
    await pass(11);
    expect(notices()[2]?.lines.join()).not.toContain('extend');
  });

  it('is what the commander is reminded of where nobody leads the search', async () => {
    await work({ kind: 'release-role', role: 'technical-lead' });
    await pass(11);
    expect(notices().map(({ to }) => to)).toEqual(['vera@example.org']);
  });

  it('is on the timeline as nobody’s business where nobody is there to be reminded', async () => {
    for (const role of ['technical-lead', 'commander'] as const) await work({ kind: 'release-role', role });
    await pass(11);
    expect(notices()).toEqual([]);
    expect(
      (await harness.store.timeline('INC-1')).find(({ kind }) => kind === 'hypothesis-reminded')?.text,
    ).toMatch(
      /; nobody is reminded: no one leads the search: firebreak incident role INC-1 technical-lead NAME$/,
    );
  });
});
