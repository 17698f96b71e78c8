// Preloaded into a daemon: its wall clock is off by what the file says (ms), from the next SIGUSR2 on. What a machine's own clock does when it is set.
import { readFileSync } from 'node:fs';

const Real = Date;
let offset = 0;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + offset);
    else super(...given);
  }
  static now() {
    return Real.now() + offset;
  }
};
process.on('SIGUSR2', () => {
  offset = Number(readFileSync(process.env.SHIFTED_CLOCK_FILE, 'utf8'));
});
