import { HOUR, MINUTE } from '../../src/core/time/duration.js';

/** Counters as text for `promtool tsdb create-blocks-from openmetrics`, and what they have truly counted. */
export interface Exposed {
  readonly openMetrics: string;
  readonly services: readonly string[];
  /** Events of (from, to] as their scrapes show them. */
  truth(service: string, from: number, to: number): { readonly bad: number; readonly total: number };
  seriesAtEnd(service: string): number;
}

interface Pod {
  readonly instance: string;
  readonly from: number;
  readonly to: number;
  /** Its process begins anew there. */
  readonly restart?: number;
  /** Not scraped in (from, to). */
  readonly gap?: readonly [from: number, to: number];
  /** Its first error; none before. */
  readonly firstError?: number;
}

interface Sample {
  readonly at: number;
  readonly bad: boolean;
  readonly value: number;
  readonly events: number;
}

/**
 * Ten services of two pods each, with what real counters go through: a restart, an error series born with its first errors, a pod that
 * is replaced by another, four minutes without a scrape. `healthy` has never had an error.
 */
export function countersWithTroubles(begin: number, end: number, scrapeMs: number): Exposed {
  const services = Array.from({ length: 10 }, (_, n) => `s${n}`);
  const lines = new Map<string, Sample[]>();
  services.forEach((service, n) => {
    const replaced = begin + 6 * HOUR + n * MINUTE;
    const pods: Pod[] = [
      { instance: 'a', from: begin, to: end, firstError: begin + 4 * HOUR + n * MINUTE },
      {
        instance: 'b',
        from: begin,
        to: replaced,
        restart: begin + 3 * HOUR + 11 * MINUTE,
        firstError: begin,
      },
      { instance: 'c', from: replaced + scrapeMs, to: end, firstError: replaced + HOUR },
      {
        instance: 'd',
        from: begin,
        to: end,
        gap: [begin + 8 * HOUR, begin + 8 * HOUR + 4 * MINUTE],
        firstError: begin,
      },
    ];
    for (const pod of pods) {
      lines.set(nameOf(service, pod, '200'), samplesOf(pod, scrapeMs, false, 50 + n));
      lines.set(nameOf(service, pod, '503'), samplesOf(pod, scrapeMs, true, 3 + n));
    }
  });
  const healthy: Pod = { instance: 'a', from: begin, to: end };
  lines.set(nameOf('healthy', healthy, '200'), samplesOf(healthy, scrapeMs, false, 7));
  const text = [...lines].flatMap(([name, samples]) =>
    samples.map(({ at, value }) => `${name} ${value} ${at / 1000}`),
  );
  const of = (service: string) => [...lines].filter(([name]) => name.includes(`service="${service}"`));
  return {
    openMetrics: `# TYPE requests counter\n${text.join('\n')}\n# EOF\n`,
    services,
    truth(service, from, to) {
      const samples = of(service).flatMap(([, all]) => all.filter(({ at }) => at > from && at <= to));
      const sum = (some: readonly Sample[]) => some.reduce((total, { events }) => total + events, 0);
      return { bad: sum(samples.filter(({ bad }) => bad)), total: sum(samples) };
    },
    seriesAtEnd: (service) => of(service).filter(([, samples]) => samples.at(-1)?.at === end).length,
  };
}

function nameOf(service: string, { instance }: Pod, status: string): string {
  return `requests_total{job="shop",instance="${service}-${instance}",service="${service}",status="${status}"}`;
}

function samplesOf(pod: Pod, scrapeMs: number, bad: boolean, perScrape: number): Sample[] {
  const samples: Sample[] = [];
  let value = 0;
  let since = 0;
  for (let at = pod.from; at <= pod.to; at += scrapeMs) {
    if (pod.restart === at) value = 0;
    if (bad && at < (pod.firstError ?? Number.POSITIVE_INFINITY)) continue;
    // A pod's first scrape sets the base: what it served before is seen by nobody.
    const isBase = at === pod.from;
    value += perScrape;
    since += isBase ? 0 : perScrape;
    if (pod.gap && at > pod.gap[0] && at < pod.gap[1]) continue;
    samples.push({ at, bad, value, events: since });
    since = 0;
  }
  return samples;
}
