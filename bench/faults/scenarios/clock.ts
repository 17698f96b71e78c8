import { HOUR } from '../../../src/core/time/duration.js';
import { between } from '../../traffic/random.js';
import { keepFailing, reckon } from '../outages.js';
import type { Scenario } from '../scenario.js';
import { evaluated, instant, setStage } from '../stage.js';

const SERVICES = 20;
const JUMPS = { bounded: 2, long: 20 };
/** So long a clock is wrong: no outage is shorter. */
const WRONG_MS = { least: 7_000, most: 12_000 };

/** One daemon on SQLite, which has no other clock than its machine's; that one is set an hour ahead or back, and right again. */
export const clockJumps: Scenario = {
  name: 'a clock that jumps',
  async play({ random, bounded, say }) {
    const stage = await setStage(SERVICES);
    try {
      const daemon = await stage.daemon('daemon', { store: '{path: state/firebreak.db}' });
      daemon.start();
      await evaluated(daemon);
      const stop = keepFailing(stage, random);
      const jumps = bounded ? JUMPS.bounded : JUMPS.long;
      for (let jump = 0; jump < jumps; jump += 1) {
        daemon.shiftClock(jump % 2 === 0 ? HOUR : -HOUR);
        await instant(Date.now() + between(random, WRONG_MS.least, WRONG_MS.most));
        daemon.shiftClock(0);
        await evaluated(daemon, (await daemon.status())?.lastCycleAt);
        say(`set an hour ${jump % 2 === 0 ? 'ahead' : 'back'}, and right again`);
        await instant(Date.now() + between(random, WRONG_MS.least, WRONG_MS.most));
      }
      stop();
      return await reckon(stage);
    } finally {
      await stage.tearDown();
    }
  },
};
