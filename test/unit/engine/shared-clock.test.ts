import { expect, it } from 'vitest';
import type { Log } from '../../../src/engine/ports.js';
import { createSharedClock } from '../../../src/engine/shared-clock.js';

const HOUR = 3_600_000;

function stage() {
  const told: string[] = [];
  const note = (message: string) => void told.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const machine = { wall: 1_000_000, monotonic: 50 };
  const clock = createSharedClock({ now: () => machine.wall }, () => machine.monotonic, log);
  const pass = (ms: number) => {
    machine.wall += ms;
    machine.monotonic += ms;
  };
  const look = (showed: number) =>
    clock.put({ showed, asked: machine.monotonic, answered: machine.monotonic });
  return { clock, machine, pass, look, told };
}

it('is the clock of the machine until the first look', () => {
  const { clock, pass } = stage();
  pass(10);

  expect(clock.now()).toBe(1_000_010);
});

it('goes on evenly while the clock of the machine jumps, and says once that it is wrong', () => {
  const { clock, machine, pass, look, told } = stage();
  look(2_000_000);
  machine.wall = 2_000_000;
  look(2_000_000);
  told.length = 0;

  for (const jump of [HOUR, -2 * HOUR]) {
    machine.wall += jump;
    pass(1_000);
    look(clock.now());
    pass(500);
    look(clock.now());
  }

  expect(clock.now()).toBe(2_003_000);
  expect(told).toEqual(['the clock of this machine is wrong; the clock of the database holds']);
  machine.wall += HOUR;
  look(clock.now());
  expect(told.at(-1)).toBe('the clock of this machine is right again');
});

it('goes on while nobody can be asked', () => {
  const { clock, machine, pass, look } = stage();
  look(5_000_000);
  machine.wall -= HOUR;
  pass(60_000);

  expect(clock.now()).toBe(5_060_000);
});
