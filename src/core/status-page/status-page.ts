import type { Incident } from '../incident/incident.js';

/** What a business unit shows to everybody. */
export interface StatusPage {
  /** Its name in addresses. */
  readonly unit: string;
  readonly title: string;
  readonly components: readonly Component[];
  /** Where its customers go from here; undefined: nowhere. */
  readonly link: string | undefined;
}

/** A part of what a unit offers, as its customers call it: the SLOs of a service, or those that are named. */
export type Component =
  | { readonly name: string; readonly service: string }
  | { readonly name: string; readonly slos: readonly string[] };

/** The services that stand behind a component. */
export function servicesOf(component: Component): readonly string[] {
  if ('service' in component) return [component.service];
  return [...new Set(component.slos.map((id) => id.slice(0, id.indexOf('/'))))];
}

/** Whether an SLO stands behind a component; one that is named with `group_by` stands for all of its label sets. */
export function hasSlo(
  component: Component,
  slo: { readonly id: string; readonly service: string },
): boolean {
  if ('service' in component) return component.service === slo.service;
  return component.slos.some((id) => slo.id === id || slo.id.startsWith(`${id}:`));
}

/**
 * Whether an incident is of a component. One that is of no SLO (people and alerts from outside open such) is of every component of its
 * service, because nobody has said of which it is not.
 * @param isSlo whether there is an SLO with this id
 */
export function concerns(
  component: Component,
  incident: Pick<Incident, 'sloId' | 'service'>,
  isSlo: (id: string) => boolean,
): boolean {
  if (!servicesOf(component).includes(incident.service)) return false;
  return !isSlo(incident.sloId) || hasSlo(component, { id: incident.sloId, service: incident.service });
}
