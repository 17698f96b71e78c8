import { afterEach, expect, test, vi } from 'vitest';
import { createSchedule } from '../../../../src/adapters/schedule/node-cron-schedule.js';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const clock = { now: () => Date.now() };

afterEach(() => vi.useRealTimers());

test('beats go on when the clock jumps back by an hour', { timeout: 20_000 }, async () => {
  const beats: number[] = [];
  const beat = createSchedule(clock, log).every(1000, 'test', async (at) => {
    beats.push(at);
  });
  await vi.waitFor(() => expect(beats.length).toBeGreaterThan(0), 5000);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  const before = beats.length;
  await vi.waitFor(() => expect(beats.length).toBeGreaterThan(before + 1), 10_000);
  expect(log.warn).toHaveBeenCalledWith('no beat came: the clock has jumped', { task: 'test' });
  await beat.stop();
});

test('no beat is left out once a clock that jumped is put right', { timeout: 30_000 }, async () => {
  const beats: number[] = [];
  const beat = createSchedule(clock, log).every(1000, 'test', async () => {
    beats.push(performance.now());
  });
  const further = (count: number) => {
    const wanted = beats.length + count;
    return vi.waitFor(() => expect(beats.length).toBeGreaterThanOrEqual(wanted), 10_000);
  };
  await further(1);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  await further(2);
  vi.useRealTimers();
  await further(2);
  log.warn.mockClear();
  await further(4);

  expect(log.warn).not.toHaveBeenCalled();
  await beat.stop();
});

test('a beat that comes while the last one is still at work is dropped', { timeout: 20_000 }, async () => {
  let running = 0;
  let most = 0;
  let begun = 0;
  const beat = createSchedule(clock, log).every(1000, 'slow', async () => {
    begun += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    running -= 1;
  });
  await vi.waitFor(() => expect(begun).toBeGreaterThan(1), 10_000);
  await beat.stop();
  expect(most).toBe(1);
  expect(running).toBe(0);
});
