import { describe, expect, it } from 'vitest';
import { defaultAlertPolicies } from '../../../src/core/slo/alert-policy.js';
import { formatDuration, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { recordDeploy } from '../../../src/engine/commands/record-deploy.js';
import { newEngineState } from '../../../src/engine/engine-state.js';
import { pagePreview } from '../../../src/engine/queries/page-preview.js';
import { sloHistory } from '../../../src/engine/queries/slo-history.js';
import { sloOf } from '../../../src/engine/queries/slo-of.js';
import { tokenActor } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { counting } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { routeTemplate } from '../../support/route-template.js';

const ID = 'checkout-api/availability';

/** A fifth of all requests fails for ten minutes, ten minutes after the start; an hour has passed. */
async function afterBurn(slo = checkoutSlo()) {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.2],
    [START + 20 * MINUTE, 0],
  ]);
  await harness.start([slo]);
  for (const [version, minute] of [
    ['v7', 9],
    ['v6', 4],
  ] as const)
    await recordDeploy(
      harness.state,
      harness.ports,
      { service: 'checkout-api', version, at: START + minute * MINUTE },
      tokenActor('ci'),
    );
  await harness.runFor(HOUR);
  return harness;
}

/** A replica with the same files, which is told of that SLO and judges none. */
function otherThan(harness: EngineHarness, id: string) {
  const { specs, config, lastDeploys } = harness.state;
  const told = { at: harness.now, status: harness.status(id) };
  return { ...newEngineState(config), specs, lastDeploys, elsewhere: new Map([[id, told]]) };
}

const past = (harness: EngineHarness, from?: number, to?: number, points = 500) =>
  sloHistory(harness.state, harness.store, ID, { from, to, points }, harness.now);

describe('sloHistory', () => {
  it('shows a burn with its page, its incident and the deploy before it', async () => {
    const harness = await afterBurn();
    const { steps, tiers, alerts, incidents, deploys, slotMs } = await past(harness, START);
    expect(formatDuration(slotMs)).toBe('10s');
    const during = steps.filter(({ at }) => at > START + 11 * MINUTE && at <= START + 20 * MINUTE);
    const bad = during.reduce((sum, { badEvents }) => sum + badEvents, 0);
    const total = during.reduce((sum, { totalEvents }) => sum + totalEvents, 0);
    expect(bad / total).toBeCloseTo(0.2, 9);
    expect(tiers.map(({ policyId }) => policyId)).toEqual(['page-1h', 'page-6h', 'ticket-1d', 'ticket-3d']);
    const told = harness.told();
    const instant = (kind: string) => START + (told.find(([, of]) => of === kind)?.[2] ?? 0) * MINUTE;
    expect(alerts).toEqual([
      { severity: 'page', openedAt: instant('trigger'), endedAt: instant('resolve'), incidentId: 'INC-1' },
    ]);
    expect(incidents).toMatchObject([{ id: 'INC-1', openedAt: instant('trigger') }]);
    expect(deploys.map(({ version }) => version)).toEqual(['v7', 'v6']);
    // The tier is over in the steps in which the daemon said so.
    const over = steps.filter((_, index) => tiers[0]?.over[index]).map(({ at }) => at);
    expect(Math.abs((over[0] ?? 0) - instant('trigger'))).toBeLessThanOrEqual(MINUTE);
  });

  it('ends with the newest data, and says the same of it as the status does', async () => {
    const sloWindow = { kind: 'rolling', durationMs: 12 * HOUR } as const;
    const harness = await afterBurn(
      checkoutSlo({
        objective: { target: 0.9995, sloWindow },
        alertPolicies: defaultAlertPolicies(12 * HOUR),
      }),
    );
    await harness.readHistory();
    await harness.cycle();
    const { steps, dataUntil, endAt } = await past(harness);
    expect(endAt).toBe(dataUntil);
    const { budget } = harness.status(ID);
    if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
    expect(steps.at(-1)?.remaining).toBe(budget.remaining);
    expect(steps.at(-1)?.leftOfPresent).toBe(budget.remaining);
    expect(steps.length).toBeLessThanOrEqual(500);
  });

  it('leaves out what happened outside of the span', async () => {
    const harness = await afterBurn();
    const { alerts, incidents, deploys } = await past(harness, START + 55 * MINUTE);
    expect([alerts, deploys]).toEqual([[], []]);
    // It is not resolved yet.
    expect(incidents).toHaveLength(1);
  });

  it('shows how the budget came from band to band, and what was before the span', async () => {
    const sloWindow = { kind: 'rolling', durationMs: 12 * HOUR } as const;
    const bands = [
      { id: 'fine', above: 0.5, consequence: 'ship', gate: 'allow' },
      { id: 'low', above: 0, consequence: 'be careful', gate: 'warn' },
      { id: 'gone', above: Number.NEGATIVE_INFINITY, consequence: 'stop', gate: 'block' },
    ] as const;
    const harness = await afterBurn(
      checkoutSlo({ objective: { target: 0.9995, sloWindow }, budgetPolicy: { stated: true, bands } }),
    );
    await harness.readHistory();
    await harness.runFor(10 * MINUTE);
    const { bandBefore, bandChanges, bandChangesLeftOut } = await past(harness);
    expect(bandBefore).toBeUndefined();
    // Little of the window is known at first.
    expect(bandChanges.map(({ band }) => band)).toEqual(['unknown', 'gone']);
    expect(bandChangesLeftOut).toBe(0);
    expect(bandChanges.at(-1)?.band).toBe(harness.status(ID).policy.band);
    const later = await past(harness, (bandChanges.at(-1)?.at ?? 0) + MINUTE / 2);
    expect([later.bandBefore, later.bandChanges]).toEqual(['gone', []]);
  });

  it('has alerts whose messages and incidents are no longer kept', async () => {
    const harness = await afterBurn();
    const { store } = harness;
    const kept = {
      pastFacts: store.pastFacts.bind(store),
      sloState: store.sloState.bind(store),
      incidents: async () => [],
    };
    const asked = { from: START, to: undefined, points: 10 };
    const { alerts, incidents } = await sloHistory(harness.state, kept, ID, asked, harness.now);
    expect(incidents).toEqual([]);
    expect(alerts).toEqual((await past(harness, START)).alerts);
    expect(alerts).toMatchObject([{ severity: 'page', incidentId: 'INC-1' }]);
  });

  it('is the same of an SLO that another replica judges, from what that has stored', async () => {
    const sloWindow = { kind: 'rolling', durationMs: 12 * HOUR } as const;
    const slo = checkoutSlo({ objective: { target: 0.9995, sloWindow } });
    const harness = await afterBurn(slo);
    await harness.readHistory();
    await harness.runFor(MINUTE);
    const other = otherThan(harness, ID);
    const asked = { from: undefined, to: undefined, points: 500 };
    const seen = await sloHistory(other, harness.store, ID, asked, harness.now);
    expect(seen).toEqual(await past(harness));
    expect(seen.alerts).toHaveLength(1);
    expect(sloOf(other, ID)).toBe(slo);
    // The files of the two are not the same.
    const unknown = { ...other, specs: undefined };
    expect(() => sloOf(unknown, ID)).toThrow('another replica judges');
    await expect(sloHistory(unknown, harness.store, ID, asked, harness.now)).rejects.toMatchObject({
      code: 'not-ready',
    });
  });

  it('is the same of a label set that another replica has found', async () => {
    const harness = new EngineHarness();
    for (const route of ['/a', '/b'])
      harness.prometheus.expose(
        'http_requests_total',
        { route, status: '200' },
        counting([START - HOUR, 10]),
      );
    await harness.start([], true, [routeTemplate()]);
    await harness.runFor(10 * MINUTE);
    const id = 'checkout-api/availability:/a';
    const other = otherThan(harness, id);
    expect(sloOf(other, id)).toEqual(harness.runtime(id).slo);
    const asked = { from: START, to: undefined, points: 10 };
    const seen = await sloHistory(other, harness.store, id, asked, harness.now);
    expect(seen).toEqual(await sloHistory(harness.state, harness.store, id, asked, harness.now));
    expect(seen.steps.some(({ totalEvents }) => totalEvents > 0)).toBe(true);
  });

  it('refuses a span that is none, and SLOs that are not there', async () => {
    const harness = await afterBurn();
    await expect(past(harness, START, START - HOUR)).rejects.toMatchObject({ code: 'invalid-input' });
    const asked = { from: undefined, to: undefined, points: 10 };
    await expect(sloHistory(harness.state, harness.store, 'a/b', asked, START)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('pagePreview', () => {
  it('speaks as a page would that is just over the threshold', async () => {
    const harness = await afterBurn();
    const [page, , ticket] = await pagePreview(harness.state, harness.store, ID);
    expect(page).toMatchObject({ policyId: 'page-1h', isMadeUp: true, receivers: ['pager'] });
    expect(page?.title).toMatch(
      /^checkout-api\/availability burns its error budget 14\.\dx too fast: 0\.7\d* % failing in the last 5m$/,
    );
    expect(page?.lines.some((line) => line.startsWith('page-1h:') && line.endsWith('threshold 14.4x'))).toBe(
      true,
    );
    expect(ticket?.title).toContain('ticket: checkout-api/availability');
  });

  it('says what is said while it fires', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [[START + 10 * MINUTE, 0.2]]);
    await harness.start([checkoutSlo()]);
    await harness.runFor(20 * MINUTE);
    const [page] = await pagePreview(harness.state, harness.store, ID);
    expect(page?.isMadeUp).toBe(false);
    expect(page?.lines).toContainEqual(expect.stringContaining('status="503" 100 % of the failures'));
    expect(page?.note).toBeUndefined();
  });

  it('says the same of an SLO that another replica judges, with the labels as they were told', async () => {
    const harness = await afterBurn();
    const quiet = await pagePreview(harness.state, harness.store, ID);
    expect(await pagePreview(otherThan(harness, ID), harness.store, ID)).toEqual(quiet);
    const burning = new EngineHarness();
    exposeRequests(burning.prometheus, [[START + 10 * MINUTE, 0.2]]);
    await burning.start([checkoutSlo()]);
    await burning.runFor(20 * MINUTE);
    const own = await pagePreview(burning.state, burning.store, ID);
    const seen = await pagePreview(otherThan(burning, ID), burning.store, ID);
    expect(seen.map(({ note: _, ...said }) => said)).toEqual(own.map(({ note: _, ...said }) => said));
    const [told] = burning.told();
    const at = new Date(START + (told?.[2] ?? 0) * MINUTE).toISOString();
    expect(seen[0]?.note).toContain(`as they were told at ${at}`);
    // It is over its threshold, and is not written down as told yet.
    const untold = { sloState: () => Promise.resolve({ slots: [], states: [] }) };
    const [before] = await pagePreview(otherThan(burning, ID), untold, ID);
    expect(before?.note).toMatch(/here none is named\.$/);
    expect(before?.lines.filter((line) => line.startsWith('Where:'))).toEqual([]);
  });

  it('says nothing of an SLO that nobody has evaluated, and refuses one that is not there', async () => {
    const harness = await afterBurn();
    const other = otherThan(harness, ID);
    const status = { ...harness.status(ID), evaluatedAt: undefined };
    const before = { ...other, elsewhere: new Map([[ID, { at: harness.now, status }]]) };
    expect(await pagePreview(before, harness.store, ID)).toEqual([]);
    await expect(pagePreview(other, harness.store, 'a/b')).rejects.toMatchObject({ code: 'not-found' });
  });
});
