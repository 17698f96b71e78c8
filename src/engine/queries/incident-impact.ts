import { isWatched } from '../../core/incident/declared.js';
import { type ImpactView, recordedImpact } from '../../core/incident/impact.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { HOUR } from '../../core/time/duration.js';
import type { LastDeploy } from '../../core/delivery/signal.js';
import type { EngineState } from '../engine-state.js';
import { measureImpact } from '../measure-impact.js';
import type { Store } from '../ports.js';
import type { SloRuntime } from '../slo-runtime.js';
import { toldOf } from '../tend-incidents.js';
import { pastDeploys } from './past-facts.js';
import { whyNoSli } from './why-no-sli.js';

type Suspects = readonly LastDeploy[];

/** The deploys of its service within the hour before it began, the newest first: also where others have followed since. */
export async function suspectsOf(
  store: Pick<Store, 'pastFacts'>,
  { service, failingSince, openedAt }: Incident,
): Promise<Suspects> {
  const to = failingSince ?? openedAt;
  return service === '' ? [] : (await pastDeploys(store, { service }, { from: to - HOUR + 1, to })).deploys;
}

/**
 * What an incident has cost: from the SLI while its alert goes on, else from the record; unknown with the reason.
 * @param suspects the deploys that may have brought it about
 */
export function incidentImpact(
  state: EngineState,
  incident: Incident,
  timeline: readonly IncidentEvent[],
  suspects: Suspects,
): ImpactView {
  const runtime = state.runtimes.get(incident.sloId);
  const live =
    incident.alertEndedAt === undefined && (incident.status !== 'resolved' || pagesStill(incident, state));
  const measured = live && runtime ? liveImpact(runtime, incident, suspects) : undefined;
  return (
    measured ??
    recordedImpact(timeline, suspects) ?? { kind: 'unknown', reason: whyUnknown(state, incident, live) }
  );
}

/** What was resolved by a person's word may go on. */
function pagesStill(incident: Incident, state: EngineState): boolean {
  return toldOf({ ...incident, attached: [] }, state).some(
    ({ signal }) => signal.severity === 'page' && signal.sloId === incident.sloId,
  );
}

function liveImpact(
  runtime: SloRuntime,
  { failingSince, openedAt }: Incident,
  suspects: Suspects,
): ImpactView | undefined {
  const { judgement } = runtime;
  const until = judgement?.dataUntil;
  if (!judgement || until === undefined) return undefined;
  const from = failingSince ?? openedAt;
  const impact = measureImpact(runtime, from, until);
  if (!impact) return undefined;
  const shortest = judgement.windows.find((reading) => reading.kind === 'measured');
  const { budget } = judgement;
  return {
    kind: 'live',
    ...impact,
    now:
      shortest?.kind === 'measured'
        ? { windowMs: shortest.windowMs, errorRatio: shortest.errorRatio, coverage: shortest.coverage }
        : undefined,
    budgetRemaining: budget.kind === 'measured' && !budget.untold ? budget.remaining : undefined,
    exhaustion: budget.kind === 'measured' ? budget.exhaustion : { kind: 'unknown' },
    suspects,
  };
}

function whyUnknown(state: EngineState, incident: Incident, live: boolean): string {
  return !live && isWatched(incident) ? 'nothing was recorded when it ended' : whyNoSli(state, incident);
}
