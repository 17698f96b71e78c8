import { statSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, secondsSince, show } from './run.mjs';

/** Installs the npm packages of package-lock.json when they are not there as it says; throws when that fails. */
export async function installPackages() {
  const reason = whyInstall();
  if (reason === undefined) return;
  console.error(`bootstrap: npm ci --ignore-scripts, because ${reason} (about a minute) …`);
  const start = performance.now();
  // --include=dev: with NODE_ENV=production in the environment, npm would leave out what builds and tests.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  // To stderr, so that stdout belongs to the script that needed the packages.
  const code = await show('npm', args, { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error(`npm ci ended with ${code}: see above, mend it and run this again`);
  console.error(`bootstrap: npm packages installed in ${secondsSince(start)}`);
}

function whyInstall() {
  // npm writes this file at the end of an installation, so a broken-off one counts as none.
  const installed = modifiedAt('node_modules/.package-lock.json');
  if (installed === undefined) return 'node_modules is missing or incomplete';
  return modifiedAt('package-lock.json') > installed
    ? 'package-lock.json is newer than node_modules'
    : undefined;
}

function modifiedAt(path) {
  return statSync(join(REPOSITORY, path), { throwIfNoEntry: false })?.mtimeMs;
}
