import { existsSync } from 'node:fs';
import { capture } from './run.mjs';
import { runStep } from './steps.mjs';
import { tests } from './vitest.mjs';

const FETCH_LIMIT_MS = 2 * 60 * 1000;
const RUN_LIMIT_MS = 8 * 60 * 1000;
const NOTHING_RUN = { passed: 0, failed: 0 };

/** Runs the unit tests on Node 24 as well, which the image has. Says so and goes on when the registry cannot give it. */
export async function runOnNode24() {
  if (process.versions.node.startsWith('24.')) {
    console.log('- unit tests on Node 24: skipped, all of this runs on it');
    return NOTHING_RUN;
  }
  const npx = ['--yes', '--package', 'node@24', 'node', '--print', 'process.execPath'];
  const { code, output } = await capture('npx', npx, { timeout: FETCH_LIMIT_MS });
  // npm may print warnings around the path.
  const node = code === 0 ? output.split('\n').find((line) => existsSync(line)) : undefined;
  if (node === undefined) {
    console.log('- unit tests on Node 24: skipped, npx could not fetch node@24 from the registry');
    return NOTHING_RUN;
  }
  // The tests were counted on this machine's Node already: a second time they count as one.
  const { failed } = await runStep(
    tests('unit tests on Node 24', ['unit'], { node, timeout: RUN_LIMIT_MS, isolate: false }),
  );
  return { passed: failed === 0 ? 1 : 0, failed };
}
