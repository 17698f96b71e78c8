import { expect, it } from 'vitest';
import type { Incident, IncidentEvent } from '../../../src/core/incident/incident.js';
import { updateSent } from '../../../src/core/incident/update-sent.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { newEngineState } from '../../../src/engine/engine-state.js';
import { createStatusPages } from '../../../src/engine/queries/status-pages.js';
import type { StatusPageView } from '../../../src/engine/read-models.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { sampleEvent, sampleIncident } from '../../support/store-samples.js';

const SLO = checkoutSlo();
const PAGE = {
  unit: 'payments',
  title: 'Payments',
  link: undefined,
  components: [
    { name: 'Checkout', slos: [SLO.id] },
    { name: 'All of it', service: SLO.service },
    { name: 'Refunds', service: 'refunds' },
  ],
};
/** All that stands in an incident and is nobody's business outside. */
const INTERNAL = 'internal-only';

/** A month of traffic, a tenth of which failed in its last hour. */
async function running() {
  const harness = new EngineHarness();
  harness.config = { ...harness.config, statusPages: [PAGE] };
  exposeRequests(harness.prometheus, [
    [START - DAY, 0],
    [START, 0.1],
  ]);
  await harness.start([SLO]);
  await harness.readHistory();
  await harness.runFor(HOUR);
  return harness;
}

async function look({ state, ports }: EngineHarness): Promise<StatusPageView> {
  const view = await createStatusPages(state, ports).page('payments');
  if (!view) throw new Error('there is such a page');
  return view;
}

const customers = (
  seq: number,
  at: number,
  text: string,
  audience: 'customers' | 'engineering' = 'customers',
) =>
  sampleEvent({
    seq,
    at,
    kind: 'update-sent',
    by: INTERNAL,
    ...updateSent(audience, text, { receivers: [INTERNAL], lacking: undefined }),
  });

function told(changes: Partial<Incident>): Incident {
  const updates = { countFrom: 0, stage: 'quiet' as const, missed: 0, firstSentAt: 1, lastSentAt: 1 };
  return sampleIncident({
    service: SLO.service,
    sloId: SLO.id,
    title: INTERNAL,
    severityReason: INTERNAL,
    roles: { commander: INTERNAL },
    openedAt: START,
    failingSince: START,
    updates: { customers: { ...updates, sent: 1 } },
    ...changes,
  });
}

const of = (id: string, ...events: IncidentEvent[]) => events.map((event) => ({ ...event, incidentId: id }));

it('says how components are and how they were, as the slots have it', async () => {
  const harness = await running();
  const { state, components, at } = await look(harness);
  expect(at).toBe(START + HOUR);
  const [checkout, all, refunds] = components;
  expect(checkout?.state).toBe('partial-outage');
  expect(state).toBe('partial-outage');
  expect(all?.uptime).toEqual(checkout?.uptime);
  const days = checkout?.uptime.days ?? [];
  const { bad, total } = harness.counted(13 * HOUR);
  // Today began half a day before the traffic turned bad; the ring has it by the hour.
  expect(days.at(-1)?.uptime).toBeCloseTo((total - bad) / total, 3);
  expect(days.at(-2)).toMatchObject({ day: '2026-07-14', uptime: 1 });
  // Its window is 30 days, of which the first began at noon; what is older is not kept.
  expect(checkout?.uptime.daysSeen).toBe(31);
  expect(days.at(-31)?.coverage).toBeCloseTo(0.5, 1);
  expect(days.at(-32)).toMatchObject({ uptime: undefined, coverage: 0 });
  // Of a service without an SLO nothing is known.
  expect(refunds).toMatchObject({ state: 'unknown', uptime: { uptime: undefined, coverage: 0 } });
  expect(createStatusPages(harness.state, harness.ports).list()).toMatchObject([
    { unit: 'payments', components: [{ slos: 1 }, { slos: 1 }, { slos: 0, missing: ['refunds'] }] },
  ]);
});

it('shows of what another replica judges what the store has of it', async () => {
  const harness = await running();
  const own = await look(harness);
  const other = new EngineHarness({ at: harness.now });
  const specs = harness.state.specs;
  other.state = { ...newEngineState(harness.config), specs };
  Object.assign(other.ports, { store: harness.store });
  other.state.elsewhere = new Map([[SLO.id, { at: harness.now, status: harness.status() }]]);
  expect(await look(other)).toEqual(own);
});

it('lets out nothing but what was approved for customers', async () => {
  const harness = await running();
  await harness.store.commit({
    at: START,
    incidents: [
      told({ id: 'INC-101', severity: 'sev1' }),
      // Merged: its words stand with those of the one where work goes on.
      told({ id: 'INC-102', mergedInto: 'INC-101', sloId: INTERNAL, service: 'refunds' }),
      told({ id: 'INC-103', severity: 'sev4', openedAt: START + 1, updates: {} }),
      told({ id: 'INC-104', service: 'of another unit' }),
      told({ id: 'INC-105', status: 'resolved', openedAt: START - 40 * DAY, resolvedAt: START - 15 * DAY }),
      told({ id: 'INC-106', status: 'resolved', openedAt: START - 40 * DAY, resolvedAt: START - 13 * DAY }),
      told({ id: 'INC-107', status: 'resolved', resolvedAt: START, verdict: 'false-positive', updates: {} }),
    ],
    incidentEvents: [
      ...of('INC-101', sampleEvent({ text: INTERNAL }), customers(2, START + MINUTE, 'Cards fail.')),
      ...of('INC-101', customers(3, START + MINUTE, INTERNAL, 'engineering')),
      ...of('INC-102', customers(1, START + 2 * MINUTE, 'Refunds fail too.')),
      ...of('INC-106', sampleEvent({ kind: 'found', text: INTERNAL })),
    ],
  });
  const view = await look(harness);
  expect(JSON.stringify(view)).not.toContain(INTERNAL);
  expect(JSON.stringify(view)).not.toContain('INC-');
  // The first is that of the alert that burns.
  const shown = view.incidents.filter(
    ({ updates, resolvedAt }) => updates.length > 0 || resolvedAt !== undefined,
  );
  expect(shown).toMatchObject([
    {
      state: 'major-outage',
      status: 'open',
      components: ['Checkout', 'All of it', 'Refunds'],
      beganAt: START,
      updates: [
        { at: START + 2 * MINUTE, text: 'Refunds fail too.' },
        { at: START + MINUTE, text: 'Cards fail.' },
      ],
    },
    { state: 'partial-outage', status: 'resolved', resolvedAt: START - 13 * DAY, updates: [] },
  ]);
  expect(view.incidents.filter(({ state }) => state === 'operational')).toEqual([]);
  expect(view.state).toBe('major-outage');
});

it('is worked out once for all who ask at the same time, and anew when files change', async () => {
  const harness = await running();
  const pages = createStatusPages(harness.state, harness.ports);
  const [one, other] = await Promise.all([pages.page('payments'), pages.page('payments')]);
  expect(other).toBe(one);
  harness.config = { ...harness.config, statusPages: [{ ...PAGE, title: 'Money' }] };
  await harness.reload([SLO]);
  expect((await pages.page('payments'))?.title).toBe('Money');
  expect(await pages.page('search')).toBeUndefined();
});
