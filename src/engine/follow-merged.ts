import { attachedFrom } from '../core/incident/attached.js';
import type { IncidentCommand } from '../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { isMoreSevere } from '../core/incident/severity.js';
import { adoptIncident } from './adopt-incident.js';
import { changeIncidents } from './commands/change-incidents.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { owns } from './share.js';

/** More than are ever open at once. */
const MOST_OPEN = 10_000;

/** Those of this replica that are merged, or that others are merged into, and all that are tied to them. */
interface Related {
  readonly own: readonly Incident[];
  /** By id; one that is not there is no more. */
  readonly known: ReadonlyMap<string, Incident>;
}

/**
 * Carries over what becomes of merged incidents: the ends and returns of their alerts, and their recovery, to the incident in which they are
 * worked on, and its end to them. It compares what is stored, so that nothing is lost or told twice, whatever restarts.
 */
export async function followMerged(state: EngineState, ports: EnginePorts): Promise<void> {
  if ((await ownRelated(state, ports)).own.length === 0) return;
  await state.commits.run(async () => {
    const at = ports.clock.now();
    const incidents: Incident[] = [];
    const events: IncidentEvent[] = [];
    const related = await withResolved(await ownRelated(state, ports), ports);
    for (const incident of related.own) {
      const commands = await commandsFor(incident, related, ports);
      const changed = changeIncidents(
        [incident],
        commands.map((command) => [incident.id, command]),
        at,
        state.config.incidents,
      );
      incidents.push(...changed.incidents);
      events.push(...changed.events);
    }
    if (events.length === 0) return;
    await ports.store.commit({ at, incidents, incidentEvents: events });
    for (const incident of incidents) adoptIncident(state, incident);
  });
}

async function ownRelated({ share }: EngineState, { store }: EnginePorts): Promise<Related> {
  const open = await store.incidents({ open: true, limit: MOST_OPEN });
  const survivors = new Set(open.map(({ mergedInto }) => mergedInto));
  return {
    own: open.filter(
      ({ id, sloId, mergedInto, attached }) =>
        (mergedInto !== undefined || attached.length > 0 || survivors.has(id)) && owns(share, sloId),
    ),
    known: new Map(open.map((incident) => [incident.id, incident])),
  };
}

async function withResolved({ own, known }: Related, { store }: EnginePorts): Promise<Related> {
  const tied = own.flatMap(({ mergedInto, attached }) => [
    ...(mergedInto === undefined ? [] : [mergedInto]),
    ...attached.map(({ incident }) => incident),
  ]);
  const missing = [...new Set(tied)].filter((id) => !known.has(id));
  if (missing.length === 0) return { own, known };
  return { own, known: new Map([...known, ...(await store.incidentsById(missing))]) };
}

function commandsFor(
  incident: Incident,
  { known }: Related,
  ports: EnginePorts,
): readonly IncidentCommand[] | Promise<readonly IncidentCommand[]> {
  const { mergedInto } = incident;
  return mergedInto === undefined
    ? ofSurvivor(incident, known, ports)
    : ofMerged(incident, mergedInto, known.get(mergedInto));
}

/** It ends with the other one, unless its alert goes on: then the other has ended, or was merged itself, without knowing of it. */
function ofMerged(
  incident: Incident,
  into: string,
  survivor: Incident | undefined,
): readonly IncidentCommand[] {
  if (survivor?.mergedInto !== undefined)
    return [{ kind: 'unmerge', by: 'engine', why: `that is merged into ${survivor.mergedInto}` }];
  if (survivor && survivor.status !== 'resolved') return [];
  return attachedFrom(incident).ended
    ? [{ kind: 'resolve', text: `resolved with ${into}` }]
    : [{ kind: 'unmerge', by: 'engine', why: 'that is resolved, and this goes on' }];
}

async function ofSurvivor(
  { id, severity, attached }: Incident,
  known: ReadonlyMap<string, Incident>,
  ports: EnginePorts,
): Promise<readonly IncidentCommand[]> {
  const learnt = new Set(attached.map(({ incident }) => incident));
  const joined = [...known.values()].filter(
    ({ id: other, status, mergedInto }) => mergedInto === id && status !== 'resolved' && !learnt.has(other),
  );
  const commands: IncidentCommand[] = [];
  for (const other of joined)
    commands.push({
      kind: 'attach',
      alert: attachedFrom(other),
      title: other.title,
      by: 'engine',
      why: await whyMerged(other, ports),
    });
  for (const other of [...learnt, ...joined.map((each) => each.id)]) {
    const merged = known.get(other);
    const alert = merged && merged.status !== 'resolved' ? attachedFrom(merged) : undefined;
    const { ended, recovery } = alert ?? { ended: true, recovery: undefined };
    commands.push({ kind: 'see-attached', incident: other, ended, recovery });
    if (merged && !ended && isMoreSevere(merged.severity, severity))
      commands.push({
        kind: 'score',
        scored: { severity: merged.severity, reason: `${other}: ${merged.severityReason}` },
      });
  }
  return commands;
}

/** What another replica has merged says there why. */
async function whyMerged({ id }: Incident, { store }: EnginePorts): Promise<string | undefined> {
  const merged = (await store.timeline(id)).findLast(({ kind }) => kind === 'merged');
  const why = merged?.data['why'];
  return why === undefined ? undefined : String(why);
}
