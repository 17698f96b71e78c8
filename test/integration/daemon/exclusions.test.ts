import { expect, test } from 'vitest';
import { eventually, setStage } from '../../support/live-stage.js';

interface Budget {
  readonly kind: string;
  readonly badEvents?: number;
  readonly remaining?: number;
  readonly excludedMs?: number;
}
interface Slo {
  readonly dataUntil: string;
  readonly budget: Budget;
  readonly excluded: { readonly rawBudget: Budget } | null;
}

test('a correction through the API gives a spent budget back, shows the raw figure, and takes it again when it is withdrawn', async () => {
  const stage = await setStage('evaluation: {interval: 1s, stale_after: 20s}\n');
  const { daemon, service } = stage;
  const slo = () => daemon.get<Slo>('/api/v1/slos/checkout-api/availability');
  const bad = ({ budget: { badEvents = 0 } }: Slo) => badEvents;
  const status = () => daemon.get<{ historyLoaded: number }>('/api/v1/status');
  await eventually('history is read', 30, status, ({ historyLoaded }) => historyLoaded === 1);
  const before = bad(
    await eventually('the budget is known', 20, slo, ({ budget }) => budget.kind === 'measured'),
  );

  const from = new Date(Date.now() - 5_000);
  service.break(0.5);
  await eventually('payments have failed', 20, slo, (seen) => bad(seen) > before + 20);
  service.repair();
  const repaired = Date.now();
  // With the next scrape but one all that failed is counted.
  const spent = await eventually(
    'no more fail',
    20,
    slo,
    ({ dataUntil }) => Date.parse(dataUntil) > repaired + 2_000,
  );
  expect(spent.excluded).toBeNull();

  const asked = {
    kind: 'correction',
    author: 'li',
    reason: 'a load test',
    slos: ['checkout-api/availability'],
    from: from.toISOString(),
    to: new Date().toISOString(),
  };
  const added = await daemon.post('/api/v1/exclusions', asked);
  expect(added.status, await added.clone().text()).toBe(201);
  const { id } = (await added.json()) as { id: string };
  const corrected = await eventually(
    'the budget is given back',
    20,
    slo,
    ({ excluded }) => excluded !== null,
  );
  // The budget's slots are minutes here: what was bad before may go with the first of them.
  expect(bad(corrected)).toBeLessThanOrEqual(before);
  expect(corrected.budget.remaining).toBeGreaterThan(spent.budget.remaining ?? 1);
  expect(corrected.budget.excludedMs).toBeGreaterThan(0);
  expect(corrected.excluded?.rawBudget.badEvents).toBe(bad(spent));
  const told = await stage.run('status', '--url', daemon.url);
  expect(told.stdout).toMatch(/availability .*\(raw /);

  const future = { ...asked, to: new Date(Date.now() + 3_600_000).toISOString() };
  const refused = await daemon.post('/api/v1/exclusions', future);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    error: { message: expect.stringContaining('corrects what is still to come') as string },
  });

  const why = { by: 'maria', reason: 'it was real' };
  const withdraw = () => daemon.post(`/api/v1/exclusions/${id}/withdraw`, why);
  expect((await withdraw()).status).toBe(200);
  const again = await eventually('it counts again', 20, slo, ({ excluded }) => excluded === null);
  expect(bad(again)).toBe(bad(spent));
  const twice = await withdraw();
  expect(twice.status).toBe(409);
  expect(await twice.json()).toMatchObject({
    error: {
      message: expect.stringMatching(/was withdrawn already, by .*maria.* at .*: it was real/) as string,
    },
  });
});
