import { describe, expect, it } from 'vitest';
import type { Exclusion } from '../../../src/core/exclusions/exclusion.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { addExclusion, withdrawExclusion } from '../../../src/engine/commands/change-exclusions.js';
import { exclusionView } from '../../../src/engine/queries/exclusion-view.js';
import { readExclusion } from '../../../src/spec/exclusions/read-one.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { routeTemplate } from '../../support/route-template.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const CORRECTION = {
  kind: 'correction' as const,
  author: 'li',
  reason: 'a load test',
  selects: { service: slo.service },
  when: { kind: 'listed' as const, times: [{ from: START + 10 * MINUTE, to: START + 20 * MINUTE }] },
};

async function spentInTenMinutes() {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.5],
    [START + 20 * MINUTE, 0],
  ]);
  await harness.start([slo]);
  await harness.readHistory();
  await harness.runFor(2 * HOUR);
  return harness;
}

const remaining = (harness: EngineHarness) => {
  const { budget } = harness.status();
  return budget.kind === 'measured' ? budget.remaining : Number.NaN;
};
const audit = async (harness: EngineHarness) =>
  (await harness.store.exclusionChanges(10)).map(({ action, by, reason, exclusion }) => [
    action,
    exclusion.id,
    by,
    reason,
  ]);

describe('exclusions of the API', () => {
  it('are recomputed at the next evaluation, outlive a restart, and end when they are withdrawn', async () => {
    const harness = await spentInTenMinutes();
    const spent = remaining(harness);
    expect(spent).toBeLessThan(1);
    expect((await addExclusion(harness.state, harness.ports, CORRECTION, false, onBehalfOf('li'))).id).toBe(
      'EXC-1',
    );
    await harness.runFor(MINUTE);
    expect(remaining(harness)).toBe(1);

    await harness.start([slo]);
    await harness.runFor(MINUTE);
    expect(remaining(harness)).toBe(1);

    await withdrawExclusion(harness.state, harness.ports, 'EXC-1', 'it was real', onBehalfOf('maria'));
    await harness.runFor(MINUTE);
    expect(remaining(harness)).toBeCloseTo(spent, 3);
    await expect(
      withdrawExclusion(harness.state, harness.ports, 'EXC-1', 'again', onBehalfOf('li')),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: 'EXC-1 was withdrawn already, by maria at 2026-07-15T14:02:00.000Z: it was real',
    });
    expect(await audit(harness)).toEqual([
      ['withdrawn', 'EXC-1', 'maria', 'it was real'],
      ['added', 'EXC-1', 'li', 'a load test'],
    ]);
    expect((await addExclusion(harness.state, harness.ports, CORRECTION, false, onBehalfOf('li'))).id).toBe(
      'EXC-3',
    );
  });

  it('are refused without an SLO, under an id that is taken, and hold only when they are stored', async () => {
    const harness = await spentInTenMinutes();
    const add = (changes: { readonly id?: string; readonly selects?: Exclusion['selects'] }) =>
      addExclusion(harness.state, harness.ports, { ...CORRECTION, ...changes }, false, onBehalfOf('li'));
    await expect(add({ selects: { slos: ['a/b'] } })).rejects.toThrow('there is no SLO a/b');
    await expect(add({ selects: { service: 'checkout-ap' } })).rejects.toThrow(
      'no SLO has this service and these labels: did you mean "checkout-api"?',
    );
    await expect(add({ selects: { service: 'checkout-api', labels: { tier: '9' } } })).rejects.toThrow(
      /these labels$/,
    );
    await expect(add({ selects: { labels: { tier: '9' } } })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    harness.store.failNextCommits(1);
    await expect(add({ id: 'probe' })).rejects.toThrow('locked');
    expect(harness.state.exclusions).toEqual([]);
    await add({ id: 'probe' });
    await expect(add({ id: 'probe' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      withdrawExclusion(harness.state, harness.ports, 'other', 'b', onBehalfOf('a')),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('exclusions of the API name templates and label sets as files do, there or not yet, and no correction is of the future', async () => {
  const harness = await spentInTenMinutes();
  await harness.reload([slo], true, [routeTemplate('[route]')]);
  const add = (selects: Exclusion['selects'], changes: Partial<typeof CORRECTION> = {}) =>
    addExclusion(
      harness.state,
      harness.ports,
      { ...CORRECTION, ...changes, selects },
      false,
      onBehalfOf('li'),
    );
  const route = 'checkout-api/availability:/pay';
  for (const selects of [{ slos: ['checkout-api/availability', route] }, { labels: { route: '/pay' } }]) {
    expect((await add(selects)).selects).toEqual(selects);
  }
  await expect(add({ slos: [`${route},acme`] })).rejects.toThrow(`there is no SLO ${route},acme`);
  await expect(add({ labels: { tenant: 'acme' } })).rejects.toThrow('no SLO has');
  const when = { kind: 'listed' as const, times: [{ from: START, to: harness.now + HOUR }] };
  await expect(add({ service: slo.service }, { when })).rejects.toMatchObject({
    code: 'invalid-input',
    message:
      'it corrects what is still to come, up to 2026-07-15T15:00:00.000Z; end it by now, or plan maintenance',
  });
});

it('an exclusion of the API may take the place of an earlier one, and changes nothing when it is the same', async () => {
  const harness = await spentInTenMinutes();
  const put = (changes: Partial<typeof CORRECTION>) =>
    addExclusion(
      harness.state,
      harness.ports,
      { ...CORRECTION, ...changes, id: 'probe' },
      true,
      onBehalfOf(changes.author ?? 'li'),
    );
  await put({});
  await put({});
  await put({ reason: 'two load tests', author: 'maria' });
  expect(await audit(harness)).toEqual([
    ['changed', 'probe', 'maria', 'two load tests'],
    ['added', 'probe', 'li', 'a load test'],
  ]);
  expect(harness.state.exclusions.map(({ reason }) => reason)).toEqual(['two load tests']);
  harness.exclusions = [{ ...CORRECTION, id: 'declared', origin: 'file' }];
  await harness.reload([slo]);
  const declared = addExclusion(
    harness.state,
    harness.ports,
    { ...CORRECTION, id: 'declared' },
    true,
    onBehalfOf('li'),
  );
  await expect(declared).rejects.toMatchObject({ code: 'conflict' });
});

describe('exclusions of files', () => {
  const declared: Exclusion = { ...CORRECTION, id: 'load-test', origin: 'file' };

  it('are in the list when a reload adds, changes or takes them away, and not when it does nothing', async () => {
    const harness = await spentInTenMinutes();
    harness.exclusions = [declared];
    await harness.reload([slo]);
    await harness.reload([slo]);
    await harness.start([slo]);
    harness.exclusions = [{ ...declared, author: 'maria', reason: 'a longer load test' }];
    await harness.reload([slo]);
    harness.exclusions = [];
    await harness.reload([slo]);
    expect(await audit(harness)).toEqual([
      ['withdrawn', 'load-test', 'files', 'no file declares it any more'],
      ['changed', 'load-test', 'maria', 'a longer load test'],
      ['added', 'load-test', 'li', 'a load test'],
    ]);
    expect(harness.state.exclusions).toEqual([]);
  });

  it('stay while a file is broken, and cannot be withdrawn', async () => {
    const harness = await spentInTenMinutes();
    harness.exclusions = [declared];
    await harness.reload([slo]);
    harness.exclusions = [];
    await harness.start([slo], false);
    expect(harness.state.exclusions).toEqual([declared]);
    await expect(
      withdrawExclusion(harness.state, harness.ports, 'load-test', 'b', onBehalfOf('a')),
    ).rejects.toThrow('load-test is declared in a file: take it out there, and reload');
  });

  it('leave those of the API alone', async () => {
    const harness = await spentInTenMinutes();
    await addExclusion(
      harness.state,
      harness.ports,
      { ...CORRECTION, id: 'load-test' },
      false,
      onBehalfOf('li'),
    );
    harness.exclusions = [declared];
    await harness.reload([slo]);
    harness.exclusions = [];
    await harness.reload([slo]);
    expect(harness.state.exclusions.map(({ id, origin }) => [id, origin])).toEqual([['load-test', 'api']]);
  });
});

describe('what the API is sent', () => {
  const body = {
    kind: 'maintenance',
    author: 'maria',
    reason: 'patches',
    labels: { tier: '1' },
    from: '2026-12-01T00:00:00.000Z',
    every: {
      weekdays: ['sunday'],
      weeks: ['first', 'last'],
      month_days: [1, 'last'],
      at: '02:05',
      duration: '1h30m',
      time_zone: 'UTC',
    },
  };

  it('is told again in the same words', () => {
    const read = readExclusion({ ...body, id: 'patches' });
    if ('wrong' in read) throw new Error(read.wrong);
    const view = exclusionView({ id: '', origin: 'api', ...read.exclusion });
    expect(view).toEqual({
      ...body,
      id: 'patches',
      origin: 'api',
      slos: undefined,
      service: undefined,
      to: undefined,
      times: undefined,
    });
  });

  it.each([
    [undefined, 'the body is a JSON object, sent as application/json'],
    [{ ...body, kind: 'holiday' }, '"kind" is maintenance or correction'],
    [{ ...body, author: 'a\nb' }, '"a\\nb" cannot stand as "author"; who says so: a text'],
    [
      { ...body, every: { at: '02:00', duration: '25h' } },
      'it lasts until it begins again, so that no time counts; write a shorter duration:; an SLO that is not to count any more is taken out of its file',
    ],
    [
      { ...body, kind: 'correction' },
      '"every" is not known here; known here: id, author, reason, slos, service, labels, from, to, times',
    ],
    [
      { kind: 'maintenance', author: 'a', service: 'b', from: body.from },
      'the body lacks "reason"; add it: why this time does not count: a text',
    ],
  ])('is refused with what is wrong: %j', (value, wrong) => {
    expect(readExclusion(value)).toEqual({ wrong });
  });
});
