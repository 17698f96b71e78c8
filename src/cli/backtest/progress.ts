import type { Output } from '../context.js';

const WIDTH = 30;
const SPARSE = 0.25;

/** Says how far long work is: a bar that is drawn over on a terminal, a line at every quarter elsewhere. */
export function progress(output: Output, what: string): (share: number) => void {
  let told = 0;
  return (share) => {
    const whole = `${Math.floor(share * 100)}%`;
    if (output.terminal) {
      const filled = Math.floor(share * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      output.write(share >= 1 ? '\r\u001b[K' : `\r${what} ${bar} ${whole.padStart(4)}`);
    } else if (share >= told + SPARSE || (share >= 1 && told < 1)) {
      told = Math.floor(share / SPARSE) * SPARSE;
      output.write(`${what}: ${whole}\n`);
    }
  };
}
