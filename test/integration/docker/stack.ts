import { readYaml } from './files.js';

/** What these tests read of docker/compose.yaml. */
export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

export interface Mount {
  /** A path relative to the repository, or a volume's name. */
  readonly source: string;
  readonly kind: 'bind' | 'volume';
  readonly target: string;
  readonly readOnly: boolean;
}

export function readCompose(): Promise<Compose> {
  return readYaml<Compose>('docker/compose.yaml');
}

export function service(compose: Compose, name: string): ComposeService {
  const found = compose.services[name];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}

export function mountsOf({ volumes = [] }: ComposeService): Mount[] {
  return volumes.map((text) => {
    const [source = '', target = '', mode] = text.split(':');
    const bind = source.startsWith('.');
    return {
      source: bind ? fromDockerFolder(source) : source,
      kind: bind ? 'bind' : 'volume',
      target,
      readOnly: mode === 'ro',
    };
  });
}

/** `../slo-specs` and `./firebreak.yaml`, as compose.yaml says them, from the root of the repository. */
export function fromDockerFolder(path: string): string {
  return path.startsWith('../') ? path.slice(3) : path.replace(/^\.\//, 'docker/');
}

/** Where a path inside the service's container comes from, in the repository or in a volume. */
export function sourceOf(from: ComposeService, path: string): string {
  const mounts = mountsOf(from).filter(({ target }) => path === target || path.startsWith(`${target}/`));
  const deepest = mounts.sort((a, b) => b.target.length - a.target.length)[0];
  if (!deepest) throw new Error(`nothing is mounted at ${path}`);
  return deepest.source + path.slice(deepest.target.length);
}

/** Ports that a service publishes. */
export function publishedPorts({ ports = [] }: ComposeService) {
  return ports.map((text) => {
    const [host = '', outside, inside] = text.split(':');
    return { host, outside: Number(outside), inside: Number(inside) };
  });
}

/** What the tests read of firebreak.yaml. */
export interface FirebreakConfig {
  readonly specs: readonly string[];
  readonly store: { readonly path: string };
  readonly prometheus: { readonly url: string };
  readonly http: { readonly listen: string; readonly external_url?: string; readonly token_file: string };
  readonly receivers: readonly {
    readonly name: string;
    readonly alertmanager?: { readonly urls: readonly string[] };
    readonly pagerduty?: { readonly routing_key_file: string };
  }[];
}
