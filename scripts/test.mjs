// All that the project claims, checked from a fresh clone. Only what Node itself brings may be imported before the bootstrap.
import { build } from './lib/build.mjs';
import { CHECKS } from './lib/checks.mjs';
import { FAULTS } from './lib/faults.mjs';
import { runOnNode24 } from './lib/node24.mjs';
import { show } from './lib/run.mjs';
import { conclude, program, runStep, runSteps, sum } from './lib/steps.mjs';
import { tests } from './lib/vitest.mjs';

conclude((await isReady()) ? await testAll() : { passed: 0, failed: 1 });

async function isReady() {
  return (await show(process.execPath, ['scripts/bootstrap.mjs'])) === 0;
}

/** Goes on after a failure, so that one run shows them all. */
async function testAll() {
  const folders = ['contract', 'integration', 'e2e', 'browser', 'alone'];
  return sum([
    await runStep({ name: 'build', run: () => build().then(() => ({ passed: 1, failed: 0 })) }),
    await runStep(program('size of the pages', process.execPath, ['scripts/bundle-size.mjs'])),
    await runSteps(CHECKS),
    await runOnNode24(),
    await runStep(tests(`${folders.join(', ')} tests`, folders, { live: true })),
    await runStep(FAULTS),
  ]);
}
