import { HOUR } from '../../src/core/time/duration.js';
import { type Column, LATENCY_COLUMNS, REQUEST_COLUMNS } from './columns.js';
import { happen, type LifeEvents } from './events.js';
import {
  crashLoop,
  instants,
  replacedPods,
  restarted,
  steadyPods,
  versionedPods,
  type Life,
} from './lives.js';
import { type Observed, observe } from './observe.js';
import { type Random, seededRandom } from './random.js';
import type { ScrapePlan } from './scrapes.js';
import { diurnal, greatest, ramp, type Shape, switched } from './shapes.js';
import type { Span } from './span.js';
import { PEAK_AT, type Timetable } from './timetable.js';

/** What happened in one service. */
export interface ServiceEvents {
  readonly service: string;
  readonly columns: readonly Column[];
  readonly events: readonly LifeEvents[];
}

interface Service {
  readonly name: string;
  readonly columns: readonly Column[];
  lives(table: Timetable, random: Random): Life[];
  rate(table: Timetable): Shape;
  badShare(table: Timetable): Shape;
}

/** Six services, each with troubles of its own. */
const SERVICES: readonly Service[] = [
  {
    name: 'checkout',
    columns: REQUEST_COLUMNS,
    lives: ({ span }, random) => replacedPods('checkout', 3, span, instants(random, 20, span), random),
    rate: () => diurnal(40, PEAK_AT),
    badShare: ({ checkoutOutages }) => switched(checkoutOutages, 0.4, 0.0004),
  },
  {
    name: 'search',
    columns: REQUEST_COLUMNS,
    lives: ({ span }, random) => versionedPods('search', 2, span, instants(random, 15, span), random),
    rate: () => diurnal(30, PEAK_AT),
    badShare: ({ searchOutages }) => switched(searchOutages, 0.9, 0.0002),
  },
  {
    name: 'payments',
    columns: REQUEST_COLUMNS,
    lives: ({ span, crashLoop: loop }, random) =>
      steadyPods('payments', 2, span).flatMap((pod, n) => {
        const restarts = instants(random, 8, span).map((at) => ({ at, downMs: 12_000 }));
        const crashes = n === 1 ? crashLoop(random, loop) : [];
        return restarted(
          pod,
          [...restarts, ...crashes].sort((a, b) => a.at - b.at),
        );
      }),
    rate: () => diurnal(25, PEAK_AT + 3 * HOUR),
    badShare: ({ paymentsOutages }) => switched(paymentsOutages, 0.25, 0.0005),
  },
  {
    name: 'batch',
    columns: REQUEST_COLUMNS,
    lives: ({ span }, random) =>
      steadyPods('batch', 1, span).flatMap((pod) =>
        restarted(
          pod,
          instants(random, 4, span).map((at) => ({ at, downMs: 30_000 })),
        ),
      ),
    rate: ({ batchRuns }) => switched(batchRuns, 40, 0),
    badShare: ({ badBatchRuns }) => switched(badBatchRuns, 0.2, 0.001),
  },
  {
    name: 'api',
    columns: LATENCY_COLUMNS,
    lives: ({ span }, random) =>
      steadyPods('api', 2, span).flatMap((pod) =>
        restarted(
          pod,
          instants(random, 5, span).map((at) => ({ at, downMs: 15_000 })),
        ),
      ),
    rate: () => diurnal(50, PEAK_AT - 2 * HOUR),
    badShare: ({ slowness }) => switched(slowness, 0.5, 0.004),
  },
  {
    name: 'catalog',
    columns: REQUEST_COLUMNS,
    lives: ({ span }) => steadyPods('catalog', 2, span),
    rate: () => diurnal(20, PEAK_AT + 6 * HOUR),
    badShare: ({ leak }) => greatest(ramp(leak, 0.02), () => 0.0003),
  },
];

/** What happens in the shop: the same for every way of looking at it. */
export function shopEvents(seed: number, table: Timetable): ServiceEvents[] {
  return SERVICES.map(({ name, columns, lives, rate, badShare }) => {
    const random = seededRandom(seed, name);
    const processes = lives(table, random);
    return {
      service: name,
      columns,
      events: happen(processes, table.span, rate(table), badShare(table), random),
    };
  });
}

/** How Prometheus sees it, with each target's scrapes at an offset of its own or all of them on a grid. */
export function scrapeShop(
  seed: number,
  table: Timetable,
  services: readonly ServiceEvents[],
  phase: ScrapePlan['phase'],
): ReadonlyMap<string, Observed> {
  const cutOff = (instance: string, span: Span) => ({ instance, ...span });
  const plan: ScrapePlan = {
    seed,
    intervalMs: 30_000,
    phase,
    stopped: table.stopped,
    unreachable: [
      cutOff('payments-0', table.paymentsUnreachable),
      cutOff('catalog-0', table.catalogUnreachable),
    ],
    missedShare: 0.0005,
  };
  return new Map(services.map(({ service, columns, events }) => [service, observe(events, columns, plan)]));
}
