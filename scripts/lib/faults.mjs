import { join } from 'node:path';
import { capture, REPOSITORY } from './run.mjs';

/** A step that plays the short run of `npm run faults`; it notes the figures, and of a failure all that was said. */
export const FAULTS = {
  name: 'faults, bounded',
  async run() {
    const tsx = join(REPOSITORY, 'node_modules/.bin/tsx');
    const { code, output } = await capture(tsx, ['bench/faults.ts', '--bounded=yes']);
    const note = output.trimEnd().split('\n').at(-1);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output, note };
  },
};
