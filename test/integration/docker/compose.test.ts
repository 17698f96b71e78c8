import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { execForm, finalStage, readDockerfile, type Stage, the } from './dockerfile.js';
import { portOf, REPOSITORY, readText, readYaml } from './files.js';
import {
  type Compose,
  type FirebreakConfig,
  fromDockerFolder,
  mountsOf,
  publishedPorts,
  readCompose,
  service,
  sourceOf,
} from './stack.js';

let compose: Compose;
let image: Stage;
let config: FirebreakConfig;

beforeAll(async () => {
  compose = await readCompose();
  image = finalStage(await readDockerfile());
  config = await readYaml<FirebreakConfig>('docker/firebreak.yaml');
});

describe('every service', () => {
  const each = () => Object.entries(compose.services);

  it('publishes its ports on loopback only, and each port once', () => {
    const ports = each().flatMap(([, each]) => publishedPorts(each));
    expect(ports.map(({ host }) => host)).toEqual(ports.map(() => '127.0.0.1'));
    expect(new Set(ports.map(({ outside }) => outside)).size).toBe(ports.length);
    expect(ports).toHaveLength(5);
  });

  it('has a pinned image, no capability, and no way to new privileges', () => {
    for (const [name, { image: tag, cap_drop, security_opt }] of each()) {
      expect(tag, name).toMatch(/:(v?\d+\.\d+\.\d+|24-[a-z]+-slim)$/);
      expect(cap_drop, name).toEqual(['ALL']);
      expect(security_opt, name).toEqual(['no-new-privileges:true']);
    }
  });

  it('mounts only what exists, and what is in the repository read-only', async () => {
    const mounts = each().flatMap(([, each]) => mountsOf(each));
    for (const mount of mounts) {
      if (mount.kind === 'volume') expect(compose.volumes).toHaveProperty(mount.source);
      else {
        await expect(stat(join(REPOSITORY, mount.source)), mount.source).resolves.toBeDefined();
        expect(mount.readOnly, mount.source).toBe(true);
      }
    }
    const used = mounts.filter(({ kind }) => kind === 'volume').map(({ source }) => source);
    expect(Object.keys(compose.volumes).sort()).toEqual(used.sort());
  });

  it('waits only for services that say when they are healthy', () => {
    const awaited = each().flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
    expect(awaited).not.toEqual([]);
    for (const [name, { condition }] of awaited) {
      expect(condition).toBe('service_healthy');
      expect(service(compose, name).healthcheck?.test[0], name).toBe('CMD');
    }
  });

  it('is asked for its health at the port that it publishes', () => {
    for (const [name, each] of Object.entries(compose.services)) {
      const url = each.healthcheck?.test.at(-1);
      if (url !== undefined)
        expect(
          publishedPorts(each).map(({ inside }) => inside),
          name,
        ).toEqual([portOf(url)]);
    }
  });
});

describe('firebreak', () => {
  it('is built from this repository, and can write nothing but its volume and /tmp', async () => {
    const { build, read_only, tmpfs, image: tag } = service(compose, 'firebreak');
    expect(build).toEqual({ context: '..', dockerfile: 'docker/Dockerfile' });
    expect(read_only).toBe(true);
    expect(tmpfs).toEqual(['/tmp']);
    const { name, version } = JSON.parse(await readText('package.json')) as Record<string, string>;
    expect(tag).toBe(`${name}:${version}`);
  });

  it('is started with a configuration that is mounted where the image looks for it', () => {
    const path = execForm(the('CMD', image).args).at(-1) ?? '';
    expect(sourceOf(service(compose, 'firebreak'), path)).toBe('docker/firebreak.yaml');
  });

  it('finds its specs, and keeps its state in the volume of the image', () => {
    const firebreak = service(compose, 'firebreak');
    expect(config.specs.map((path) => sourceOf(firebreak, path))).toEqual(['slo-specs']);
    const volume = the('VOLUME', image).args;
    expect(dirname(config.store.path)).toBe(volume);
    expect(
      mountsOf(firebreak)
        .filter(({ kind }) => kind === 'volume')
        .map(({ target }) => target),
    ).toEqual([volume]);
  });

  it('listens beyond loopback at the port that is exposed and published, and wants a token for it', () => {
    const firebreak = service(compose, 'firebreak');
    const port = Number(the('EXPOSE', image).args);
    expect(config.http.listen).toBe(`0.0.0.0:${port}`);
    expect(publishedPorts(firebreak)).toEqual([{ host: '127.0.0.1', outside: port, inside: port }]);
    expect(config.http.external_url).toBe(`http://127.0.0.1:${port}`);
    expect(firebreak.secrets?.map((name) => `/run/secrets/${name}`)).toEqual([config.http.token_file]);
  });

  it('takes the token from a file that git and the image never see', async () => {
    const [secret] = Object.values(compose.secrets);
    const path = fromDockerFolder(secret?.file ?? '');
    expect(dirname(path)).toBe('docker/secrets');
    expect((await readText('docker/secrets/.gitignore')).split('\n')[0]).toBe('*');
    expect(await readText('docker/compose.yaml')).toContain(`openssl rand -hex 32 > ${path}`);
  });

  it('asks and tells services that are there, at their ports, and waits for them', () => {
    const urls = [
      config.prometheus.url,
      ...config.receivers.flatMap(({ alertmanager }) => alertmanager?.urls ?? []),
    ];
    const names = urls.map((url) => new URL(url).hostname);
    expect(names).toEqual(['prometheus', 'alertmanager']);
    for (const [index, name] of names.entries())
      expect(publishedPorts(service(compose, name)).map(({ inside }) => inside)).toEqual([
        portOf(urls[index] ?? ''),
      ]);
    expect(Object.keys(service(compose, 'firebreak').depends_on ?? {})).toEqual(names);
  });
});

describe('the shop', () => {
  it('runs on the image that Firebreak is built from', async () => {
    const [base] = await readDockerfile();
    expect(service(compose, 'shop').image).toBe(base?.from);
  });

  it('is given a script that is mounted, and the port that it publishes', () => {
    const shop = service(compose, 'shop');
    const [program, script = '', port] = shop.command ?? [];
    expect(program).toBe('node');
    expect(sourceOf(shop, script)).toBe('docker/sample/shop.mjs');
    expect(publishedPorts(shop).map(({ inside }) => `${inside}`)).toEqual([port]);
  });
});
