import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPTS = fileURLToPath(new URL('../../../scripts', import.meta.url));
const MONITORING = ['prometheus', 'promtool', 'prometheus-alertmanager', 'amtool', 'postgres', 'chromium'];
const POLICY = '/usr/sbin/policy-rc.d';

let clone: string;
let bin: string;

/** A clone with the real scripts, its npm packages in place, and a PATH on which there is nothing at all. */
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'firebreak-clone-'));
  bin = join(clone, 'bin');
  await Promise.all([
    mkdir(bin),
    mkdir(join(clone, 'node_modules')),
    cp(SCRIPTS, join(clone, 'scripts'), { recursive: true }),
  ]);
  await writeFile(join(clone, 'package-lock.json'), '{}');
  await utimes(join(clone, 'package-lock.json'), 1000, 1000);
  await writeFile(join(clone, 'node_modules/.package-lock.json'), '{}');
});

afterEach(() => rm(clone, { recursive: true, force: true }));

/** Puts a program on that PATH: a script for Node that logs its call as a line of `calls`, then does `then`. */
async function install(name: string, then = ''): Promise<void> {
  const log = `fs.appendFileSync('calls', [${JSON.stringify(name)}, ...process.argv.slice(2)].join(' ') + '\\n');`;
  await writeFile(
    join(bin, name),
    `#!${process.execPath}\nconst fs = require('node:fs');\n${log}\n${then}\n`,
    {
      mode: 0o755,
    },
  );
}

const calls = async (): Promise<string[]> =>
  existsSync(join(clone, 'calls'))
    ? (await readFile(join(clone, 'calls'), 'utf8')).trimEnd().split('\n')
    : [];

function bootstrap(): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/bootstrap.mjs'], { cwd: clone, env: { PATH: bin } });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}

describe('bootstrap: Prometheus, Alertmanager and PostgreSQL', () => {
  it('says nothing and calls nothing where all is there', async () => {
    for (const name of MONITORING) await install(name);
    expect(await bootstrap()).toEqual({ code: 0, said: '' });
    expect(await calls()).toEqual([]);
  });

  it('says exactly what to install on a machine without apt-get', async () => {
    await install('prometheus');
    const { code, said } = await bootstrap();
    expect(code).toBe(1);
    // A machine may have Debian's PostgreSQL, which lies beside PATH.
    expect(said).toMatch(/not on PATH: promtool, prometheus-alertmanager, amtool(, postgres)?, chromium\./);
    expect(said).toContain(
      'apt-get install -y --no-install-recommends prometheus prometheus-alertmanager postgresql chromium',
    );
    expect(said).toContain('https://prometheus.io/download/');
  });

  // Where there is no policy, bootstrap would write one, and that is the machine's own folder.
  it.runIf(process.getuid?.() === 0 && existsSync(POLICY))('installs them with apt-get as root', async () => {
    const installAll = MONITORING.map((name) => `fs.copyFileSync('bin/apt-get', 'bin/${name}');`).join('');
    await install(
      'apt-get',
      `if (process.env.DEBIAN_FRONTEND !== 'noninteractive') process.exit(9);
       if (process.argv.includes('install')) { ${installAll} }`,
    );
    const { code, said } = await bootstrap();
    expect(said).toMatch(
      /because prometheus, promtool, prometheus-alertmanager, amtool(, postgres)?, chromium is not on PATH/,
    );
    expect(said).toContain('Prometheus, Alertmanager, PostgreSQL and Chromium installed');
    expect(code).toBe(0);
    const options = 'apt-get -q -o DPkg::Lock::Timeout=300';
    expect(await calls()).toEqual([
      `${options} update`,
      `${options} install -y --no-install-recommends prometheus prometheus-alertmanager postgresql chromium`,
    ]);
  });
});

describe('bootstrap: npm packages', () => {
  const CI = 'npm ci --ignore-scripts --include=dev --no-audit --no-fund';
  const INSTALLED = `fs.writeFileSync('node_modules/.package-lock.json', '{}');`;

  beforeEach(async () => {
    for (const name of MONITORING) await install(name);
    await install('npm', INSTALLED);
  });

  it('are installed where a clone has none, once, though two runs want them', async () => {
    await rm(join(clone, 'node_modules/.package-lock.json'));
    // Ends when the other run stands before the lock too: the lock itself and that run's own file.
    const waiter = `(function wait() {
      if (fs.readdirSync('.firebreak').length > 1) { ${INSTALLED} } else setTimeout(wait, 20);
    })();`;
    await install('npm', waiter);
    const runs = await Promise.all([bootstrap(), bootstrap()]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(await calls()).toEqual([CI]);
    expect(runs.map(({ said }) => said).join('')).toContain('because node_modules is missing or incomplete');
  });

  it('are installed again when package-lock.json is newer', async () => {
    await utimes(join(clone, 'node_modules/.package-lock.json'), 500, 500);
    expect((await bootstrap()).said).toContain('because package-lock.json is newer than node_modules');
    expect((await bootstrap()).said).toBe('');
    expect(await calls()).toEqual([CI]);
  });

  it('are a reason to stop when npm fails', async () => {
    await rm(join(clone, 'node_modules/.package-lock.json'));
    await install('npm', 'process.exit(7);');
    const { code, said } = await bootstrap();
    expect(code).toBe(1);
    expect(said).toContain('npm ci ended with 7');
  });

  it('are not waited for when the run that had begun them was killed', async () => {
    await rm(join(clone, 'node_modules/.package-lock.json'));
    await mkdir(join(clone, '.firebreak'));
    // Above the largest process number that Linux gives.
    await writeFile(join(clone, '.firebreak/scripts.lock'), '4194305');
    expect((await bootstrap()).code).toBe(0);
    expect(await calls()).toEqual([CI]);
  });
});
