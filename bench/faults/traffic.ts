import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';

/** Every request of a service fails from `from` (inclusive) to `to`; epoch ms. */
export interface Outage {
  readonly service: string;
  readonly from: number;
  readonly to: number;
}

const REQUESTS_PER_SECOND = 50;

/** Services whose requests are counted, and whose outages are known to the millisecond. */
export interface Traffic {
  readonly services: readonly string[];
  /** `127.0.0.1:port`, as Prometheus scrapes it. */
  readonly address: string;
  /** Every outage that was put on, those to come included, oldest first. */
  readonly outages: readonly Outage[];
  putOn(outage: Outage): void;
  /** Cuts an outage short, as when a scenario is over. */
  end(service: string, at: number): void;
  stop(): void;
}

export async function startTraffic(services: readonly string[]): Promise<Traffic> {
  const began = Date.now();
  const outages: Outage[] = [];
  const server = await reservePort();
  server.on('request', (_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(exposition(services, outages, began, Date.now()));
  });
  return {
    services,
    address: addressOf(server),
    outages,
    putOn(outage) {
      outages.push(outage);
    },
    end(service, at) {
      const index = outages.findIndex((outage) => outage.service === service && outage.to > at);
      const outage = outages[index];
      if (outage) outages[index] = { ...outage, to: Math.max(at, outage.from) };
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the services' counters stand at, as Prometheus reads it: functions of time, so that whoever asks when makes no difference. */
function exposition(
  services: readonly string[],
  outages: readonly Outage[],
  began: number,
  at: number,
): string {
  const lines = ['# TYPE http_requests_total counter'];
  for (const service of services) {
    const failing = outages
      .filter((outage) => outage.service === service)
      .reduce((ms, { from, to }) => ms + Math.max(0, Math.min(at, to) - from), 0);
    const count = (ms: number) => Math.floor((ms / 1000) * REQUESTS_PER_SECOND);
    lines.push(
      `http_requests_total{service="${service}",status="500"} ${count(failing)}`,
      `http_requests_total{service="${service}",status="200"} ${count(at - began - failing)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** An SLO of one page tier whose windows are seconds long, so that an outage is paged and resolved within a minute. */
export function specOf(service: string): string {
  return `service: ${service}
owner: faults
slis:
  availability:
    bad: sum(rate(http_requests_total{service="${service}", status=~"5.."}[5m]))
    total: sum(rate(http_requests_total{service="${service}"}[5m]))
slos:
  - sli: availability
    target: 99%
    window: 1h
    burn_rate_alerts:
      - {severity: page, short_window: 5s, long_window: 1m, burn_rate: 14.4x}
`;
}
