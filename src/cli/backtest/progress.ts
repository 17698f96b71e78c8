import type { Output } from '../context.js';

const WIDTH = 30;
const SPARSE = 0.25;
const CLEAR_LINE = '\r\u001b[K';

/** How far long work is. */
export interface Progress {
  /** @param share 0-1 */
  tell(share: number): void;
  /** Leaves a clean line behind, however the work ended. */
  end(): void;
}

/** A bar that is drawn over on a terminal, a line at every quarter elsewhere. */
export function progress(output: Output, what: string): Progress {
  let quarters = 0;
  return {
    tell(share) {
      const whole = `${Math.floor(share * 100)}%`;
      if (output.terminal) {
        const filled = Math.floor(share * WIDTH);
        const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
        output.write(`\r${what} ${bar} ${whole.padStart(4)}`);
      } else if (Math.floor(share / SPARSE) > quarters) {
        quarters = Math.floor(share / SPARSE);
        output.write(`${what}: ${whole}\n`);
      }
    },
    end() {
      if (output.terminal) output.write(CLEAR_LINE);
    },
  };
}
