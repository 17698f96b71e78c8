import { fingerprint } from '../../core/fingerprint.js';
import { groupBy } from '../../core/group-by.js';
import type { Incident } from '../../core/incident/incident.js';
import { sentUpdate } from '../../core/incident/update-sent.js';
import { stateOfSeverity } from '../../core/status-page/component-state.js';
import { concerns, servicesOf, type StatusPage } from '../../core/status-page/status-page.js';
import { DAY } from '../../core/time/duration.js';
import type { Store } from '../ports.js';
import type { PublicIncident } from '../read-models.js';

/** So long an incident is shown after its end. */
const SHOWN_MS = 14 * DAY;
/** Those that were opened before, and ended long since. */
const OPENED_MS = 6 * 7 * DAY;
const MOST_PER_SERVICE = 500;

/** An incident with those that were merged into it: one to those outside. */
export interface IncidentGroup {
  readonly root: Incident;
  readonly all: readonly Incident[];
  /** The components that it is of. */
  readonly components: readonly string[];
}

/** The incidents of a page's components that are open or ended lately, those that were merged as one; the newest first. */
export async function incidentGroups(
  page: StatusPage,
  store: Pick<Store, 'incidents'>,
  isSlo: (id: string) => boolean,
  at: number,
): Promise<readonly IncidentGroup[]> {
  const found = new Map<string, Incident>();
  for (const service of new Set(page.components.flatMap(servicesOf))) {
    const asked = [{ open: true }, { openedSince: at - OPENED_MS }];
    for (const which of asked) {
      const some = await store.incidents({ service, ...which, limit: MOST_PER_SERVICE });
      for (const incident of some) found.set(incident.id, incident);
    }
  }
  const parts = groupBy(found.values(), (incident) => rootOf(incident, found));
  return [...parts]
    .flatMap(([id, all]): IncidentGroup[] => {
      const root = found.get(id);
      const components = page.components
        .filter((component) => all.some((incident) => concerns(component, incident, isSlo)))
        .map(({ name }) => name);
      return root && components.length > 0 ? [{ root, all, components }] : [];
    })
    .filter(({ root }) => root.resolvedAt === undefined || root.resolvedAt >= at - SHOWN_MS)
    .sort((a, b) => b.root.openedAt - a.root.openedAt);
}

/** The incident in which one is worked on; one of another unit's service is not among those that were found. */
function rootOf(incident: Incident, found: ReadonlyMap<string, Incident>): string {
  const seen = new Set<string>();
  let { id, mergedInto } = incident;
  while (mergedInto !== undefined && !seen.has(id)) {
    seen.add(id);
    const next = found.get(mergedInto);
    if (!next) return id;
    ({ id, mergedInto } = next);
  }
  return id;
}

/**
 * What everybody may see of incidents: how bad they are, of which components, and the updates that were approved for customers. One that
 * nobody outside notices, or that was a false alarm, is shown only when customers were told of it.
 */
export async function publicIncidents(
  groups: readonly IncidentGroup[],
  store: Pick<Store, 'timeline'>,
): Promise<readonly PublicIncident[]> {
  const shown: PublicIncident[] = [];
  for (const { root, all, components } of groups) {
    const state = stateOfSeverity(root.severity);
    const updates = await updatesOf(all, store);
    const unnoticed = state === 'operational' || root.verdict === 'false-positive';
    if (unnoticed && updates.length === 0) continue;
    shown.push({
      id: fingerprint(`${root.id} ${root.openedAt}`),
      state,
      status: root.status,
      components,
      beganAt: Math.min(...all.map(({ failingSince, openedAt }) => failingSince ?? openedAt)),
      resolvedAt: root.resolvedAt,
      updates,
    });
  }
  return shown;
}

async function updatesOf(
  incidents: readonly Incident[],
  store: Pick<Store, 'timeline'>,
): Promise<PublicIncident['updates']> {
  const updates: { readonly at: number; readonly text: string }[] = [];
  for (const { id, updates: told } of incidents) {
    if ((told.customers?.sent ?? 0) === 0) continue;
    for (const event of await store.timeline(id)) {
      const sent = sentUpdate(event);
      if (sent?.audience === 'customers') updates.push({ at: event.at, text: sent.text });
    }
  }
  return updates.sort((a, b) => b.at - a.at);
}
