import { componentState, worstState } from '../../core/status-page/component-state.js';
import { type Component, hasSlo, servicesOf, type StatusPage } from '../../core/status-page/status-page.js';
import { type DailyCounts, uptimeOf } from '../../core/status-page/uptime.js';
import { MINUTE, SECOND } from '../../core/time/duration.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { SloStatus, StatusPageEntry, StatusPageView } from '../read-models.js';
import { dailyCounts } from './daily-counts.js';
import { type IncidentGroup, incidentGroups, publicIncidents } from './public-incidents.js';
import { statusById, statuses } from './statuses.js';

/** Strangers ask for it: it is worked out at most so often, however many of them there are. */
const SERVES_MS = 5 * SECOND;
/** What another replica has counted is read from the store so often. */
const STORED_SERVES_MS = 5 * MINUTE;

export interface StatusPages {
  /** By the names of their units, as the configuration has them. */
  list(): readonly StatusPageEntry[];
  has(unit: string): boolean;
  /** Undefined when there is no such unit. */
  page(unit: string): Promise<StatusPageView | undefined>;
}

type Ports = Pick<EnginePorts, 'clock' | 'store'>;

/** The public status pages that the configuration names. */
export function createStatusPages(state: EngineState, { clock, store }: Ports): StatusPages {
  const views = new Remembered<StatusPageView>(SERVES_MS);
  const stored = new Remembered<DailyCounts | undefined>(STORED_SERVES_MS);
  const pages = () => state.config.statusPages ?? [];
  const find = (unit: string) => pages().find((page) => page.unit === unit);
  const counts = (id: string, at: number) =>
    state.runtimes.has(id)
      ? dailyCounts(state, store, id, at)
      : stored.get(id, at, state.specs, () => dailyCounts(state, store, id, at));

  async function view(page: StatusPage, at: number): Promise<StatusPageView> {
    const isSlo = (id: string) => statusById(state, id, at) !== undefined;
    const groups = await incidentGroups(page, store, isSlo, at);
    const components: StatusPageView['components'][number][] = [];
    for (const component of page.components) {
      const slos = slosOf(state, component, at);
      const counted: Parameters<typeof uptimeOf>[0][number][] = [];
      for (const { id, target } of slos) counted.push({ days: await counts(id, at), target });
      components.push({
        name: component.name,
        state: componentState(
          statesOf(component, slos),
          openOf(component, groups).map(({ root }) => root.severity),
        ),
        uptime: uptimeOf(counted, at),
      });
    }
    return {
      unit: page.unit,
      title: page.title,
      link: page.link,
      at,
      state: worstState(components.map((component) => component.state)),
      components,
      incidents: await publicIncidents(groups, store),
    };
  }

  return {
    list: () => pages().map((page) => entryOf(state, page, clock.now())),
    has: (unit) => find(unit) !== undefined,
    async page(unit) {
      const page = find(unit);
      const at = clock.now();
      return page && (await views.get(unit, at, page, () => view(page, at)));
    },
  };
}

function slosOf(state: EngineState, component: Component, at: number): readonly SloStatus[] {
  return servicesOf(component)
    .flatMap((service) => statuses(state, at, service))
    .filter((slo) => hasSlo(component, slo));
}

/** One that is named and is not there is unknown. */
function statesOf(component: Component, slos: readonly SloStatus[]): readonly SloStatus['state'][] {
  return [...slos.map(({ state }) => state), ...missing(component, slos).map(() => 'unknown' as const)];
}

function missing(component: Component, slos: readonly SloStatus[]): readonly string[] {
  if ('service' in component) return slos.length === 0 ? [component.service] : [];
  return component.slos.filter((id) => !slos.some((slo) => hasSlo({ ...component, slos: [id] }, slo)));
}

function openOf({ name }: Component, groups: readonly IncidentGroup[]): readonly IncidentGroup[] {
  return groups.filter(({ root, components }) => root.status !== 'resolved' && components.includes(name));
}

function entryOf(state: EngineState, { unit, title, components }: StatusPage, at: number): StatusPageEntry {
  return {
    unit,
    title,
    components: components.map((component) => {
      const slos = slosOf(state, component, at);
      return { name: component.name, slos: slos.length, missing: missing(component, slos) };
    }),
  };
}

/** Answers that serve for a while, as long as they are of the same thing; whoever asks while one is worked out gets that one. */
class Remembered<Value> {
  private readonly known = new Map<
    string,
    { readonly at: number; readonly of: unknown; readonly value: Promise<Value> }
  >();

  constructor(private readonly servesMs: number) {}

  get(key: string, at: number, of: unknown, workOut: () => Promise<Value>): Promise<Value> {
    const before = this.known.get(key);
    if (before && before.of === of && Math.abs(at - before.at) < this.servesMs) return before.value;
    const value = workOut();
    this.known.set(key, { at, of, value });
    // What went wrong is not kept.
    value.catch(() => this.known.delete(key));
    return value;
  }
}
