import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';
import { type Series, seriesText } from './series.js';

export interface Exporter {
  /** `127.0.0.1:port`, as Prometheus scrapes it. */
  readonly address: string;
  stop(): void;
}

/** Serves the present values of the series, which go on where their history ends. */
export async function startExporter(series: readonly Series[]): Promise<Exporter> {
  const named = series.map((one) => ({ name: seriesText(one), one }));
  const server = await reservePort();
  server.on('request', (_request, response) => {
    const now = Date.now();
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(named.map(({ name, one }) => `${name} ${one.valueAt(now)}\n`).join(''));
  });
  return {
    address: addressOf(server),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
