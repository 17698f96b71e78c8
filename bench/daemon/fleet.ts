import { createServer, type Server } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Services on one target: as many series as a middling exporter has. */
const SERVICES_PER_TARGET = 500;
const INSTANCES = ['a', 'b', 'c'];
const OK_PER_SECOND = 40;
/** Of healthy traffic one in this many fails, which a target of 99.9 % bears. */
const ONE_FAILS_OF = 20_000;

/** Many services of three instances each, with a counter of good and one of bad requests. */
export interface Fleet {
  readonly services: number;
  /** At an instant (epoch ms) this many requests to each instance of the first `services` (of all, unless told) fail at once. */
  fail(at: number, requests: number, services?: number): void;
  /** Notes that a target is being scraped: its services' failures may now be seen for the first time. */
  scraped(target: Target, at: number): void;
  /** When the failures of a service were first scraped; undefined before. */
  shownAt(service: number): number | undefined;
  /** What a counter of one instance stands at; epoch ms. */
  count(service: number, bad: boolean, at: number): number;
}

export function createFleet(services: number): Fleet {
  let outage = { at: Number.POSITIVE_INFINITY, requests: 0, services };
  const shown = new Map<number, number>();
  const epoch = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000;
  return {
    services,
    fail(at, requests, failing = services) {
      outage = { at, requests, services: failing };
    },
    scraped({ first }, at) {
      if (at >= outage.at && !shown.has(first)) shown.set(first, at);
    },
    shownAt: (service) => shown.get(Math.floor(service / SERVICES_PER_TARGET) * SERVICES_PER_TARGET),
    count(service, bad, at) {
      const requests = Math.floor(((at - epoch) / 1000) * (OK_PER_SECOND + (service % 50)));
      const failed = Math.floor((requests + service * 7) / ONE_FAILS_OF);
      return bad
        ? failed + (at >= outage.at && service < outage.services ? outage.requests : 0)
        : requests - failed;
    },
  };
}

/** A path that exposes some services of one instance, from the first on. */
interface Target {
  readonly path: string;
  readonly instance: string;
  readonly first: number;
}

/** The targets of a fleet. */
export function targetsOf({ services }: Fleet): Target[] {
  const shards = Math.ceil(services / SERVICES_PER_TARGET);
  return INSTANCES.flatMap((instance) =>
    Array.from({ length: shards }, (_, shard) => ({
      path: `/${instance}/${shard}`,
      instance,
      first: shard * SERVICES_PER_TARGET,
    })),
  );
}

export function seriesOf(fleet: Fleet, first: number): { labels: string; service: number; bad: boolean }[] {
  const last = Math.min(first + SERVICES_PER_TARGET, fleet.services);
  const series: { labels: string; service: number; bad: boolean }[] = [];
  for (let service = first; service < last; service += 1) {
    for (const bad of [false, true]) {
      series.push({ labels: `service="service-${service}",status="${bad ? 503 : 200}"`, service, bad });
    }
  }
  return series;
}

/** Serves every target on one port of loopback. */
export async function serveFleet(fleet: Fleet): Promise<Server> {
  const targets = new Map(targetsOf(fleet).map((target) => [target.path, target]));
  const lines = new Map<number, ReturnType<typeof seriesOf>>();
  const server = createServer((request, response) => {
    const target = targets.get(request.url ?? '');
    if (!target) {
      response.writeHead(404).end();
      return;
    }
    const { first } = target;
    const series = lines.get(first) ?? seriesOf(fleet, first);
    lines.set(first, series);
    const at = Date.now();
    fleet.scraped(target, at);
    const text = series.map(
      ({ labels, service, bad }) => `http_requests_total{${labels}} ${fleet.count(service, bad, at)}\n`,
    );
    response
      .setHeader('content-type', 'text/plain; version=0.0.4')
      .end(`# TYPE http_requests_total counter\n${text.join('')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** One SLO per service, a hundred to a file. */
export async function writeSpecs(folder: string, services: number, window: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let first = 0; first < services; first += 100) {
    const documents: string[] = [];
    for (let n = first; n < Math.min(first + 100, services); n += 1)
      documents.push(specOf(`service-${n}`, window));
    await writeFile(join(folder, `services-${first}.yaml`), documents.join('---\n'));
  }
}

function specOf(service: string, window: string): string {
  return `service: ${service}
owner: bench
slis:
  availability:
    bad: sum(rate(http_requests_total{service="${service}", status=~"5.."}[5m]))
    total: sum(rate(http_requests_total{service="${service}"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: ${window}}
`;
}
