import { type ClockLook, offsetAfter } from '../core/time/shared-clock.js';
import { SECOND } from '../core/time/duration.js';
import type { Clock, Log } from './ports.js';

/** A machine whose clock is wrong by more than this is told of: what it writes elsewhere has wrong times too. */
const WRONG_BY = 5 * SECOND;

/** A clock that several machines have in common: it goes on by itself, and is put right at every look at theirs. */
export interface SharedClock extends Clock {
  put(look: ClockLook): void;
}

/**
 * The clock that all replicas go by, so that a machine whose own is wrong, or jumps, does as the others do. Until the first look it
 * is the machine's own.
 * @param monotonic ms of a clock that never jumps
 */
export function createSharedClock(own: Clock, monotonic: () => number, log: Log): SharedClock {
  let offset: number | undefined;
  let wasWrong = false;
  const now = () => (offset === undefined ? own.now() : Math.round(monotonic() + offset));
  return {
    now,
    put(look) {
      offset = offsetAfter(offset, look);
      const aheadMs = own.now() - now();
      const isWrong = Math.abs(aheadMs) > WRONG_BY;
      if (isWrong && !wasWrong) {
        log.warn('the clock of this machine is wrong; the clock of the database holds', {
          aheadMs,
          mend: 'let the machine keep its time by NTP',
        });
      }
      if (wasWrong && !isWrong) log.info('the clock of this machine is right again');
      wasWrong = isWrong;
    },
  };
}
