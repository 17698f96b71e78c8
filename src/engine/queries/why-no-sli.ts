import { isWatched } from '../../core/incident/declared.js';
import type { Incident } from '../../core/incident/incident.js';
import type { EngineState } from '../engine-state.js';

/** Why nothing is known of an incident by an SLI, in words. */
export function whyNoSli(
  state: Pick<EngineState, 'foreign' | 'elsewhere' | 'runtimes'>,
  incident: Pick<Incident, 'sloId' | 'declared'>,
): string {
  const { sloId } = incident;
  if (!isWatched(incident)) return 'a person has declared it, and no SLI watches it';
  if (state.foreign.has(sloId)) return 'the alert comes from outside: no SLI of it is here';
  if (state.elsewhere.has(sloId)) return 'another replica judges this SLO: ask it';
  return state.runtimes.has(sloId) ? 'no data of its SLI' : 'no SLO of the files is behind it';
}
