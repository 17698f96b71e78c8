import { dirname } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { finalStage, readDockerfile, type Stage, the } from './dockerfile.js';
import { only, parseStrictly, portOf, readText, readYamlDocuments } from './files.js';
import type { FirebreakConfig } from './stack.js';

const FILE = 'docker/kubernetes/sidecar.yaml';

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
    readonly subPath?: string;
  }[];
}
interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}
interface Pod {
  readonly securityContext: { readonly fsGroup: number };
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas: number;
    readonly strategy: { readonly type: string };
    readonly selector: Readonly<Record<string, unknown>>;
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: Pod;
    };
    readonly ports: readonly { readonly port: number; readonly targetPort: string }[];
  };
}

let manifests: readonly Manifest[];
let deployment: NonNullable<Manifest['spec']>;
let pod: Pod;
let firebreak: Container;
let config: FirebreakConfig;
let image: Stage;

beforeAll(async () => {
  manifests = await readYamlDocuments<Manifest>(FILE);
  deployment = specOf('Deployment');
  pod = deployment.template.spec;
  firebreak = only(
    pod.containers.filter(({ name }) => name === 'firebreak'),
    'firebreak',
  );
  const text = named('ConfigMap', configMapAt(configPath())).data?.['firebreak.yaml'] ?? '';
  config = only(parseStrictly(text, FILE), FILE) as FirebreakConfig;
  image = finalStage(await readDockerfile());
});

function named(kind: string, name: string): Manifest {
  return only(
    manifests.filter((manifest) => manifest.kind === kind && manifest.metadata.name === name),
    `${kind} ${name}`,
  );
}

function specOf(kind: string): NonNullable<Manifest['spec']> {
  const { spec } = only(
    manifests.filter((manifest) => manifest.kind === kind),
    kind,
  );
  if (!spec) throw new Error(`the ${kind} has no spec`);
  return spec;
}

function configPath(): string {
  return firebreak.args.at(-1) ?? '';
}

/** What is mounted at a path of the container, and what it is called below the mount. */
function volumeAt(path: string) {
  const mount = only(
    firebreak.volumeMounts.filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`)),
    path,
  );
  const volume = only(
    pod.volumes.filter(({ name }) => name === mount.name),
    mount.name,
  );
  return { mount, volume, rest: path.slice(mount.mountPath.length + 1) };
}

function configMapAt(path: string): string {
  return volumeAt(path).volume.configMap?.name ?? `no ConfigMap at ${path}`;
}

it('every mount has a volume, every volume a mount, and none lies in another', () => {
  const names = firebreak.volumeMounts.map(({ name }) => name);
  expect(names.sort()).toEqual(pod.volumes.map(({ name }) => name).sort());
  for (const { mountPath } of firebreak.volumeMounts)
    expect(volumeAt(mountPath).mount.mountPath).toBe(mountPath);
});

it('a change of a ConfigMap reaches the daemon: no file is mounted by itself', () => {
  expect(firebreak.volumeMounts.filter(({ subPath }) => subPath !== undefined)).toEqual([]);
});

it('the arguments name the configuration that is mounted', () => {
  expect(firebreak.args.slice(0, 2)).toEqual(['serve', '--config']);
  const { rest } = volumeAt(configPath());
  expect(Object.keys(named('ConfigMap', configMapAt(configPath())).data ?? {})).toEqual([rest]);
});

it('the specs are mounted where the configuration looks for them, and are YAML', () => {
  const path = only(config.specs, 'specs');
  const { data = {} } = named('ConfigMap', configMapAt(path));
  const services = Object.entries(data).map(
    ([name, text]) => only(parseStrictly(text, name), name) as { readonly service: string },
  );
  expect(services.map(({ service }) => service)).toEqual(['checkout-api']);
});

it('the state is on the claim, which is the only place that can be written besides /tmp', () => {
  expect(dirname(config.store.path)).toBe(the('VOLUME', image).args);
  const { mount, volume } = volumeAt(config.store.path);
  expect(named('PersistentVolumeClaim', volume.persistentVolumeClaim?.claimName ?? '')).toBeDefined();
  const writable = firebreak.volumeMounts.filter(({ readOnly }) => readOnly !== true);
  expect(writable.map(({ mountPath }) => mountPath)).toEqual([mount.mountPath, '/tmp']);
});

it('two daemons never share the state: one replica, and the old Pod goes first', () => {
  expect(deployment.replicas).toBe(1);
  expect(deployment.strategy.type).toBe('Recreate');
});

it('every secret file is a key of the Secret that the instructions create', async () => {
  const files = [
    config.http.token_file,
    ...config.receivers.map(({ pagerduty }) => pagerduty?.routing_key_file ?? ''),
  ];
  const text = await readText(FILE);
  for (const file of files) {
    const { volume, rest } = volumeAt(file);
    expect(text).toContain(`kubectl create secret generic ${volume.secret?.secretName} `);
    expect(text).toMatch(new RegExp(`--from-(literal|file)=${rest}=`));
  }
  expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
});

it('the container runs as the image’s user, with a read-only root and no privileges', () => {
  const [user, group] = the('USER', image).args.split(':').map(Number);
  expect(firebreak.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(pod.securityContext.fsGroup).toBe(group);
});

it('daemon, container, probes, Service and annotations agree on the port', () => {
  const port = Number(the('EXPOSE', image).args);
  expect(config.http.listen).toBe(`0.0.0.0:${port}`);
  expect(portOf(config.http.listen)).toBe(port);
  const { name } = only(firebreak.ports, 'ports');
  expect(firebreak.ports).toEqual([{ name, containerPort: port }]);
  const { startupProbe, livenessProbe, readinessProbe } = firebreak;
  expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual([
    { path: '/-/healthy', port: name },
    { path: '/-/healthy', port: name },
    { path: '/-/ready', port: name },
  ]);
  expect(only(specOf('Service').ports, 'ports')).toEqual({ name, port, targetPort: name });
  const { metadata } = only(
    manifests.filter(({ kind }) => kind === 'Service'),
    'Service',
  );
  expect(metadata.annotations?.['prometheus.io/port']).toBe(`${port}`);
});

it('Deployment and Service select the Pods that the template makes', () => {
  const { labels } = deployment.template.metadata;
  expect(deployment.selector['matchLabels']).toEqual(labels);
  expect(specOf('Service').selector).toEqual(labels);
});
