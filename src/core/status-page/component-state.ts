import type { IncidentSeverity } from '../incident/severities.js';

/** What a public status page says of a component, best first: one set of words for all of them. `unknown` is never called operational. */
export const COMPONENT_STATES = [
  'operational',
  'unknown',
  'degraded',
  'partial-outage',
  'major-outage',
] as const;

export type ComponentState = (typeof COMPONENT_STATES)[number];

type SloState = 'page' | 'ticket' | 'unknown' | 'ok';

/** An SLO that burns fast enough to page fails many; a ticket is slow. */
const OF_SLO: Readonly<Record<SloState, ComponentState>> = {
  page: 'partial-outage',
  ticket: 'degraded',
  unknown: 'unknown',
  ok: 'operational',
};

/** People outside do not notice a sev4. */
const OF_SEVERITY: Readonly<Record<IncidentSeverity, ComponentState>> = {
  sev1: 'major-outage',
  sev2: 'partial-outage',
  sev3: 'degraded',
  sev4: 'operational',
};

/** What an incident of this severity means to those outside. */
export function stateOfSeverity(severity: IncidentSeverity): ComponentState {
  return OF_SEVERITY[severity];
}

/**
 * The state of a component: the worst that any of its SLOs or of its open incidents says. What is known to be bad outweighs what is not
 * known, and that outweighs what is well; where no SLO says anything, nothing is known.
 * @param severities of the incidents that are open
 */
export function componentState(
  slos: readonly SloState[],
  severities: readonly IncidentSeverity[],
): ComponentState {
  const seen: readonly SloState[] = slos.length === 0 ? ['unknown'] : slos;
  return worstState([...seen.map((state) => OF_SLO[state]), ...severities.map(stateOfSeverity)]);
}

/** The worst of some states; unknown of none. */
export function worstState(states: readonly ComponentState[]): ComponentState {
  if (states.length === 0) return 'unknown';
  return states.reduce((worst, state) =>
    COMPONENT_STATES.indexOf(state) > COMPONENT_STATES.indexOf(worst) ? state : worst,
  );
}
