import { CHECKS } from './lib/checks.mjs';
import { withLock } from './lib/lock.mjs';
import { installPackages } from './lib/packages.mjs';
import { conclude, runSteps } from './lib/steps.mjs';

await withLock(installPackages);
conclude(await runSteps(CHECKS));
