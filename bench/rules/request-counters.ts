import { counterAt, type Series } from '../support/series.js';

const MINUTE = 60_000;

/** Three instances with two statuses for each service, a sample a minute; 0.067 % of the requests fail, so that no alert fires. */
export function requestCounters(services: readonly string[]): Series[] {
  return services.flatMap((service, seed) =>
    ['a', 'b', 'c'].flatMap((instance) =>
      [
        { status: '200', perMinute: 1500 },
        { status: '503', perMinute: 1 },
      ].map(({ status, perMinute }) => ({
        metric: 'http_requests_total',
        labels: { service, status, instance, job: 'shop' },
        stepMs: MINUTE,
        valueAt: counterAt(perMinute, MINUTE, seed),
      })),
    ),
  );
}
