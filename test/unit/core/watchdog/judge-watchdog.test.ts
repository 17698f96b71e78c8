import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeWatchdog,
  NO_SIGHT,
  noteLook,
  type WatchdogLook,
  type WatchdogSight,
} from '../../../../src/core/watchdog/judge-watchdog.js';

const WITHIN = 120_000;
const failed: WatchdogLook = { kind: 'failed', message: 'connection refused' };
const nothing: WatchdogLook = { kind: 'read', newest: undefined };
const fresh = (at: number): WatchdogLook => ({ kind: 'read', newest: { at, ageMs: 5_000 } });
const old = (at: number, ageMs: number): WatchdogLook => ({ kind: 'read', newest: { at, ageMs } });

/** The verdict after looks at these seconds. */
function after(...looks: readonly (readonly [seconds: number, look: WatchdogLook])[]) {
  let sight: WatchdogSight = NO_SIGHT;
  let at = 0;
  for (const [seconds, look] of looks) {
    at = seconds * 1_000;
    sight = noteLook(sight, look, at);
  }
  return judgeWatchdog(sight, WITHIN, at);
}

describe('the alert that has to fire always', () => {
  it.each([
    ['is seen by one fresh sample', 'seen', [[0, fresh(0)]]],
    [
      'is not known while nothing answers',
      'unknown',
      [
        [0, failed],
        [600, failed],
      ],
    ],
    [
      'is not missing before it had the time to come',
      'unknown',
      [
        [0, nothing],
        [119, nothing],
      ],
    ],
    [
      'is missing once the source answered all the time without it',
      'missing',
      [
        [0, nothing],
        [120, nothing],
      ],
    ],
    [
      'is missing when it stops',
      'missing',
      [
        [0, fresh(0)],
        [60, nothing],
        [120, nothing],
      ],
    ],
    [
      'is missing when its newest sample stays the same',
      'missing',
      [
        [0, fresh(0)],
        [60, old(0, 65_000)],
        [120, old(0, 125_000)],
      ],
    ],
    [
      'is not missing when the source has only just come back',
      'unknown',
      [
        [0, fresh(0)],
        [60, failed],
        [600, nothing],
        [700, nothing],
      ],
    ],
    [
      'is missing when the source came back without it',
      'missing',
      [
        [0, fresh(0)],
        [60, failed],
        [600, nothing],
        [720, nothing],
      ],
    ],
    [
      'is seen again at its first sample',
      'seen',
      [
        [0, nothing],
        [300, nothing],
        [330, fresh(325_000)],
      ],
    ],
  ] as const)('%s', (_name, verdict, looks) => {
    expect(after(...looks)).toBe(verdict);
  });

  it('is never missing while fresh samples come, whatever our clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3_600, max: 3_600 }), { minLength: 1, maxLength: 30 }),
        (jumps) => {
          let ours = 1_000_000;
          let theirs = 0;
          let sight: WatchdogSight = NO_SIGHT;
          for (const jump of jumps) {
            theirs += 30_000;
            ours += 30_000 + jump * 1_000;
            sight = noteLook(sight, fresh(theirs), ours);
            expect(judgeWatchdog(sight, WITHIN, ours)).toBe('seen');
          }
        },
      ),
    );
  });
});
