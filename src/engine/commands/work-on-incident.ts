import { type Actor, actorText } from '../../core/access/actor.js';
import { type AuditAction, auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { isOwnedBy } from '../../core/escalation/who-is-called.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { PeopleCommand } from '../../core/incident/decide-people.js';
import { isHeldOpen, isWatched } from '../../core/incident/declared.js';
import type { Incident } from '../../core/incident/incident.js';
import { nextCommand } from '../../core/incident/next-command.js';
import { personOf } from '../../core/oncall/person-of.js';
import { updateRows } from '../compose-notice.js';
import { findOtherRollback, rollbackHookOf, rollbackRows } from '../compose-rollback.js';
import { vendorRows } from '../compose-vendor-notice.js';
import { adoptIncident } from '../adopt-incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import { sliNow } from '../incident-facts.js';
import { measureImpact } from '../measure-impact.js';
import { recoveryNow } from '../recovery-now.js';
import { reopenedPages } from '../reopened-pages.js';
import { updateReach } from '../update-reach.js';
import { type WorkedIncident, workedIncident } from './worked-incident.js';
import { changeIncidents, storedIncident } from './change-incidents.js';
import { refuseUnknownTeam, refuseUnknownVendor } from './refuse-unknown-name.js';
import { type Done, withMerged } from './with-merged.js';

type WithoutBy<Command> = Command extends { readonly by: 'engine' }
  ? never
  : Command extends PeopleCommand
    ? Omit<
        Command,
        'by' | 'before' | 'owned' | 'hook' | 'elsewhere' | 'openChildren' | 'reach' | 'recoveryNow' | 'known'
      >
    : never;

/** What somebody asks to be done with an incident; who he is comes with the request, what the SLI shows from here. */
export type AskedCommand = WithoutBy<PeopleCommand>;

export const AUDITED: Readonly<Record<AskedCommand['kind'], AuditAction>> = {
  'assign-role': 'incident.role',
  'release-role': 'incident.role',
  move: 'incident.move',
  close: 'incident.close',
  escalate: 'incident.escalate',
  'send-update': 'incident.update',
  reopen: 'incident.reopen',
  'state-hypothesis': 'incident.hypothesis',
  'confirm-hypothesis': 'incident.hypothesis',
  'rule-out-hypothesis': 'incident.hypothesis',
  'extend-hypothesis': 'incident.hypothesis',
  mitigate: 'incident.mitigate',
  'roll-back': 'incident.mitigate',
  share: 'incident.share',
  unshare: 'incident.share',
  'make-share-link': 'incident.share',
  'revoke-share-link': 'incident.share',
  'open-vendor-case': 'incident.vendor',
  'record-vendor-answer': 'incident.vendor',
  'close-vendor-case': 'incident.vendor',
  'record-finding': 'incident.entry',
  'record-decision': 'incident.entry',
  star: 'incident.entry',
  unstar: 'incident.entry',
  'set-team': 'incident.relate',
  'set-severity': 'incident.severity',
  report: 'incident.severity',
  'add-entry': 'incident.entry',
};

/** The entries that are starred are those of its own timeline. */
const OF_ITS_RECORD: ReadonlySet<AskedCommand['kind']> = new Set(['star', 'unstar', 'close']);
const MOST_OPEN = 10_000;

/** Does what somebody asks for, with a line in the audit log; refusals are conflicts with their reason. */
export async function workOnIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  asked: AskedCommand,
  actor: Actor,
): Promise<WorkedIncident> {
  const { store, clock } = ports;
  const worked = await state.commits.run(async () => {
    if (asked.kind === 'set-team') refuseUnknownTeam(state.config.onCall, asked.team);
    if (asked.kind === 'open-vendor-case') refuseUnknownVendor(state.config.onCall, asked.vendor);
    const incident = await whereWorkedOn(id, asked, store);
    if (asked.kind === 'reopen') await refuseSecond(incident, store);
    const at = clock.now();
    const by = actorText(actor);
    const command = await withWhatIsKnown(incident, asked, { by, at }, state, ports);
    const decision = decideIncident(incident, command, at, state.config.incidents);
    if (decision.kind === 'rejected') {
      const next = nextCommand(incident, command, state.config.incidents, at);
      throw new FirebreakError('conflict', decision.reason, next);
    }
    const next = decision.events.reduce<Incident>(applyIncidentEvent, incident);
    const done = withCost({ before: incident, next, events: decision.events }, at, state);
    const all = await withMerged(done, at, state, ports);
    const now = all.incidents.find((each) => each.id === incident.id) ?? next;
    const act = { action: AUDITED[asked.kind], target: incident.id };
    const outcome = all.events.length === 0 ? 'unchanged' : 'done';
    const outbox = decision.events.flatMap((event) =>
      event.kind === 'reopened'
        ? reopenedPages(now, state, `${by}: ${String(event.data['reason'])}`)
        : [
            ...updateRows(next, event, state.config, ports),
            ...vendorRows(next, event, state.config, ports),
            ...rollbackRows(next, event),
          ],
    );
    const ready = await store.commit({
      at,
      incidents: all.incidents,
      incidentEvents: all.events,
      outbox,
      audit: [auditEntry(actor, act, at, { outcome })],
    });
    // Under the same turn as the evaluations: what they know of it is what was stored.
    for (const each of all.incidents) adoptIncident(state, each);
    return { next: now, events: decision.events, ready, told: outbox.length > 0 };
  });
  if (worked.told) ports.kickDelivery(worked.ready);
  return workedIncident(worked.next, worked.events, state.config);
}

/** What is asked, with what is known here: the SLI before a mitigation, by which name the on-call files know a person, which parts go on. */
async function withWhatIsKnown(
  incident: Incident,
  asked: AskedCommand,
  { by, at }: { readonly by: string; readonly at: number },
  state: EngineState,
  ports: EnginePorts,
): Promise<PeopleCommand> {
  if (asked.kind === 'mitigate') return { ...asked, by, before: sliNow(incident, state, at) };
  if (asked.kind === 'roll-back') {
    const hook = rollbackHookOf(incident.service, state, ports);
    const elsewhere = hook && (await findOtherRollback(incident, hook, ports.store));
    return { ...asked, by, hook, elsewhere, before: sliNow(incident, state, at) };
  }
  if (asked.kind === 'open-vendor-case')
    return { ...asked, by, known: state.config.onCall.vendors.get(asked.vendor) };
  if (asked.kind === 'set-team')
    return { ...asked, by, owned: isOwnedBy(asked.team, state.config.onCall, incident) };
  if (asked.kind === 'send-update')
    return { ...asked, by, reach: updateReach(asked.audience, state.config, ports) };
  if (asked.kind === 'assign-role')
    return { ...asked, by, to: personOf(state.config.onCall, asked.to) ?? asked.to };
  if (asked.kind !== 'move' || asked.to !== 'resolved') return { ...asked, by };
  const openChildren: string[] = [];
  for (const id of incident.children) {
    const child = await ports.store.incident(id);
    if (child && child.status !== 'resolved') openChildren.push(id);
  }
  const runtime = isWatched(incident) ? state.runtimes.get(incident.sloId) : undefined;
  return { ...asked, by, openChildren, recoveryNow: runtime && recoveryNow(runtime) };
}

/** What it has cost when somebody says that it is over although its alert goes on; the rest is added when that ends. */
function withCost(done: Done, at: number, { config, runtimes }: EngineState): Done {
  const { next, events } = done;
  const runtime = runtimes.get(next.sloId);
  const until = runtime?.judgement?.dataUntil;
  const over = events.some(({ kind }) => kind === 'resolved') && isHeldOpen(next);
  const impact =
    over && runtime && until !== undefined
      ? measureImpact(runtime, next.failingSince ?? next.openedAt, until)
      : undefined;
  if (!impact) return done;
  const more = changeIncidents([next], [[next.id, { kind: 'record-impact', impact }]], at, config.incidents);
  const [after = next] = more.incidents;
  return { ...done, next: after, events: [...events, ...more.events] };
}

/** What is said of a merged incident goes to the one in which it is worked on, but for what is about its own record. */
async function whereWorkedOn(
  id: string,
  { kind }: AskedCommand,
  store: EnginePorts['store'],
): Promise<Incident> {
  const incident = await storedIncident(store, id);
  const { mergedInto } = incident;
  return mergedInto === undefined || OF_ITS_RECORD.has(kind) ? incident : storedIncident(store, mergedInto);
}

/** An SLO has one incident at a time. */
async function refuseSecond({ id, service, sloId }: Incident, store: EnginePorts['store']): Promise<void> {
  const open = await store.incidents({ open: true, service, limit: MOST_OPEN });
  const other = open.find((each) => each.sloId === sloId && each.id !== id);
  if (other)
    throw new FirebreakError(
      'conflict',
      `${other.id} is open for ${sloId}: work there`,
      `firebreak incident show ${other.id}`,
    );
}
