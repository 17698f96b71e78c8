import { accessSync, constants, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { secondsSince, show } from './run.mjs';

const PROGRAMS = ['prometheus', 'promtool', 'prometheus-alertmanager', 'amtool', 'postgres', 'chromium'];
const PACKAGES = ['prometheus', 'prometheus-alertmanager', 'postgresql', 'chromium'];
const INSTALL = ['install', '-y', '--no-install-recommends', ...PACKAGES];
/** Debian keeps the servers of all versions beside PATH. */
const DEBIANS_POSTGRES = '/usr/lib/postgresql';
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Sees to it that Prometheus, Alertmanager, PostgreSQL and Chromium are there: tests and demo run the real ones.
 * Installs Debian's packages when it may; otherwise throws what to install.
 */
export async function installMonitoring() {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) throw new Error(whatToInstall(missing));

  console.error(`bootstrap: apt-get ${INSTALL.join(' ')}, because ${missing.join(', ')} is not on PATH …`);
  const start = performance.now();
  const allowServices = forbidServices();
  try {
    // A failed update may still leave lists that are good enough: the installation decides.
    await aptGet(['update']);
    const code = await aptGet(INSTALL);
    if (code !== 0) throw new Error(`apt-get ended with ${code}\n${whatToInstall(missing)}`);
  } finally {
    allowServices();
  }
  const stillMissing = missingPrograms();
  if (stillMissing.length > 0) throw new Error(whatToInstall(stillMissing));
  console.error(
    `bootstrap: Prometheus, Alertmanager, PostgreSQL and Chromium installed in ${secondsSince(start)}`,
  );
}

function aptGet(args) {
  // apt-get waits itself for another one that is running on this machine.
  return show('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 2, 2],
  });
}

/**
 * The packages bring services, which nobody asked for here: while policy-rc.d says 101, Debian starts none.
 * A policy that is already there stays as it is. Returns what takes ours away again.
 */
function forbidServices() {
  try {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST') return () => undefined;
    throw error;
  }
  const remove = () => rmSync(POLICY, { force: true });
  process.once('exit', remove);
  return () => {
    process.off('exit', remove);
    remove();
  };
}

function whatToInstall(missing) {
  return [
    `not on PATH: ${missing.join(', ')}. The tests and the demo run a real Prometheus, Alertmanager, PostgreSQL and Chromium. Install them:`,
    `  Debian, Ubuntu  sudo apt-get update && sudo apt-get ${INSTALL.join(' ')}`,
    '  elsewhere       unpack prometheus and alertmanager from https://prometheus.io/download/ and put on PATH',
    '                  prometheus, promtool, amtool, and alertmanager under the name prometheus-alertmanager;',
    '                  PostgreSQL 13 or newer, with postgres and initdb on PATH; chromium',
    'Then run this again.',
  ].join('\n');
}

function missingPrograms() {
  return PROGRAMS.filter((name) => !isOnPath(name) && !(name === 'postgres' && hasDebiansPostgres()));
}

function hasDebiansPostgres() {
  if (!existsSync(DEBIANS_POSTGRES)) return false;
  return readdirSync(DEBIANS_POSTGRES).some((version) =>
    existsSync(`${DEBIANS_POSTGRES}/${version}/bin/postgres`),
  );
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
