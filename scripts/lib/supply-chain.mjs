import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readAudit } from './advisories.mjs';
import { licenceOf, refusedLicences } from './licences.mjs';
import { capture, REPOSITORY } from './run.mjs';

/** Where the bill of materials of the last check lies; .gitignore holds it. */
const BILL = '.firebreak/sbom.cdx.json';
const LONGEST_AUDIT_MS = 20_000;

/** Every package of the lock file, installed here or on another platform, has a licence that is allowed. */
export const LICENCES = {
  name: 'licences',
  async run() {
    const packages = lockedPackages();
    const refused = refusedLicences(packages);
    const output = `${refused.join('\n')}\nTake another package, or weigh the licence and say so in scripts/lib/licences.mjs.\n`;
    return verdict(refused.length === 0, output, `${packages.length} packages`);
  },
};

/** Writes what ships as a CycloneDX bill of materials. */
export const BILL_OF_MATERIALS = {
  name: 'bill of materials',
  async run() {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev'];
    const { code, output } = await capture('npm', [...args, '--loglevel=error']);
    if (code !== 0) return verdict(false, output);
    const bill = JSON.parse(output);
    // npm calls it by the folder that it lies in.
    bill.metadata.component.name = readJson('package.json').name;
    const path = join(REPOSITORY, BILL);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(bill, undefined, 2)}\n`);
    return verdict(bill.components.length > 0, 'it is empty\n', `${bill.components.length} in ${BILL}`);
  },
};

/** Asks the registry for known vulnerabilities of what ships. Without an answer it counts neither as passed nor as failed. */
export const ADVISORIES = {
  name: 'advisories',
  async run() {
    const args = ['audit', '--omit=dev', '--json', '--loglevel=silent', '--fetch-timeout=5000'];
    const { output } = await capture('npm', [...args, '--fetch-retries=0'], { timeout: LONGEST_AUDIT_MS });
    const { answered, found } = readAudit(output);
    if (!answered) return { passed: 0, failed: 0, note: 'UNKNOWN: the registry did not answer' };
    return verdict(found.length === 0, `${found.join('\n')}\nnpm audit --omit=dev tells more.\n`);
  },
};

function lockedPackages() {
  const { packages } = readJson('package-lock.json');
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({
      name: locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: locked.version,
      // What lies here is what is used; packages for other platforms are known from the lock file only.
      licence: licenceOf(installed(path)) ?? licenceOf(locked),
      ships: locked.dev !== true,
    }));
}

function installed(path) {
  try {
    return readJson(`${path}/package.json`);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const readJson = (path) => JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'));

function verdict(good, output, note) {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, output, note };
}
