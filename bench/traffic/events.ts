import { SECOND } from '../../src/core/time/duration.js';
import type { Life } from './lives.js';
import type { Random } from './random.js';
import type { Shape } from './shapes.js';
import type { Span } from './span.js';

/**
 * Everything that happened in one life: entry k holds the events of its second k, which happen at that second's end
 * (`from` + (k + 1) × 1000).
 */
export interface LifeEvents {
  readonly life: Life;
  readonly total: Uint8Array;
  readonly bad: Uint8Array;
}

/** Rates and shares are asked for this often; they change slowly. */
const STEP = 10;

/** The events of a service, shared out evenly over the processes that live in each second. */
export function happen(
  lives: readonly Life[],
  span: Span,
  rate: Shape,
  badShare: Shape,
  random: Random,
): LifeEvents[] {
  const alive = aliveBySecond(lives, span);
  return lives.map((life) => {
    const seconds = (life.to - life.from) / SECOND;
    const first = (life.from - span.from) / SECOND;
    const total = new Uint8Array(seconds);
    const bad = new Uint8Array(seconds);
    let perSecond = 0;
    let hazard = 0;
    let pending = 0;
    let untilBad = exponential(random);
    for (let k = 0; k < seconds; k += 1) {
      if (k % STEP === 0) {
        const at = life.from + k * SECOND;
        perSecond = rate(at);
        hazard = -Math.log1p(-Math.min(badShare(at), 1 - 1e-9));
      }
      pending += (perSecond / (alive[first + k] ?? 1)) * (0.5 + random());
      const events = Math.floor(pending);
      pending -= events;
      total[k] = events;
      // Failures arrive like radioactive decays over the events, at most all of them.
      untilBad -= events * hazard;
      let failed = 0;
      while (untilBad < 0) {
        failed += 1;
        untilBad += exponential(random);
      }
      bad[k] = Math.min(failed, events);
    }
    return { life, total, bad };
  });
}

function exponential(random: Random): number {
  return -Math.log1p(-random());
}

function aliveBySecond(lives: readonly Life[], span: Span): Uint8Array {
  const alive = new Uint8Array((span.to - span.from) / SECOND);
  for (const life of lives) {
    const [first, end] = [(life.from - span.from) / SECOND, (life.to - span.from) / SECOND];
    for (let second = first; second < end; second += 1) alive[second] = (alive[second] ?? 0) + 1;
  }
  return alive;
}
