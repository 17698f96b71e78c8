import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBuildContext } from './build-context.js';
import { execForm, finalStage, healthCommand, readDockerfile, type Stage, the } from './dockerfile.js';
import { REPOSITORY, readText } from './files.js';
import { rehearseBuild } from './rehearse-build.js';

const run = promisify(execFile);

let stages: readonly Stage[];
let image: Stage;

beforeAll(async () => {
  stages = await readDockerfile();
  image = finalStage(stages);
});

describe('the Dockerfile', () => {
  it('starts from one pinned Debian image, whose libc the store’s binary is made for', () => {
    const names = stages.map((stage) => stage.name);
    const images = stages.map((stage) => stage.from).filter((from) => !names.includes(from));
    expect(images).toEqual([expect.stringMatching(/^node:24-[a-z]+-slim$/)]);
  });

  it('runs as a user whose number says that it is not root, and owns the only volume', () => {
    const { args: user } = the('USER', image);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const { args: volume } = the('VOLUME', image);
    const owned = image.instructions.filter(
      ({ name, args }) => name === 'COPY' && args.split(/\s+/).at(-1) === volume,
    );
    expect(owned.map(({ flags }) => flags['chown'])).toEqual([user]);
  });

  it('starts the daemon without a shell that would swallow SIGTERM', () => {
    expect(execForm(the('ENTRYPOINT', image).args)).toEqual(['node', '/app/dist/main/firebreak.js']);
    expect(execForm(the('CMD', image).args)).toEqual(['serve', '--config', '/etc/firebreak/firebreak.yaml']);
    expect(the('STOPSIGNAL', image).args).toBe('SIGTERM');
  });

  it('says what package.json says', async () => {
    const { args } = the('LABEL', image);
    const labels = Object.fromEntries(
      [...args.matchAll(/org\.opencontainers\.image\.(\w+)="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const { name, description, license } = JSON.parse(await readText('package.json')) as Record<
      string,
      unknown
    >;
    expect(labels).toEqual({ title: name, description, licenses: license });
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('answers %i from the daemon with exit code %i of the health check', async (status, code) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await health((server.address() as AddressInfo).port)).toBe(code);
      expect(asked).toEqual(['/-/healthy']);
    } finally {
      server.close();
    }
  });

  it('is unhealthy when nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await health(port)).toBe(1);
  });

  async function health(port: number): Promise<unknown> {
    const exposed = the('EXPOSE', image).args;
    const words = healthCommand(image).map((word) =>
      word.replace(`127.0.0.1:${exposed}`, `127.0.0.1:${port}`),
    );
    expect(words.join(' ')).toContain(`127.0.0.1:${port}/`);
    const child = spawn(words[0] ?? '', words.slice(1), { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    return code;
  }
});

describe('the build context', () => {
  it.each([
    'docker/secrets/firebreak-token',
    '.env',
    '.git/config',
    'node_modules/yaml/package.json',
    '.firebreak/firebreak.db',
    'slo-specs/checkout-api.yaml',
    'test/support/checkout-slos.ts',
  ])('leaves out %s', async (path) => {
    expect((await openBuildContext(REPOSITORY)).includes(path)).toBe(false);
  });
});

describe('the image, built by its own steps', () => {
  let scratch: string;
  let root: string;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'firebreak-image-'));
    await chmod(scratch, 0o755);
    root = await rehearseBuild(stages, await openBuildContext(REPOSITORY), scratch);
  }, 300_000);

  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('holds the compiled daemon and what it needs, and nothing of how it was made', async () => {
    expect((await readdir(join(root, 'app'))).sort()).toEqual([
      'LICENSE',
      'dist',
      'node_modules',
      'package-lock.json',
      'package.json',
    ]);
    const modules = await readdir(join(root, 'app/node_modules'));
    expect(modules).toContain('yaml');
    expect(modules).not.toContain('typescript');
    expect(modules).not.toContain('vitest');
  });

  it('has an empty state folder that belongs to the daemon’s user', async () => {
    const folder = join(root, the('VOLUME', image).args);
    expect(await readdir(folder)).toEqual([]);
    if (isRoot()) {
      const { uid, gid } = await stat(folder);
      expect(`${uid}:${gid}`).toBe(the('USER', image).args);
    }
  });

  it('opens the store with the binary that was installed', async () => {
    const script =
      "const { default: Database } = await import('libsql'); console.log(new Database(':memory:').prepare('select 7 as seven').get().seven)";
    expect(await inImage(['--input-type=module', '-e', script])).toBe('7\n');
  });

  it('runs as that user, who can write nothing of it: --help and version', async () => {
    const [, ...entry] = execForm(the('ENTRYPOINT', image).args).map((word) =>
      word.replace(/^\//, `${root}/`),
    );
    const { version } = JSON.parse(await readFile(join(root, 'app/package.json'), 'utf8')) as {
      version: string;
    };
    expect(await inImage([...entry, '--help'])).toContain('firebreak serve --config');
    expect(await inImage([...entry, 'version'])).toBe(`firebreak ${version}\n`);
  });

  /** Runs node in the image's folder, as the image's user where the test may change user. */
  async function inImage(args: readonly string[]): Promise<string> {
    const [uid = 0, gid = 0] = the('USER', image).args.split(':').map(Number);
    const { stdout } = await run('node', args, {
      cwd: join(root, 'app'),
      env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
      ...(isRoot() ? { uid, gid } : {}),
    });
    return stdout;
  }
});

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
