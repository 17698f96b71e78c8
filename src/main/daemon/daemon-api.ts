import type { Actor } from '../../core/access/actor.js';
import { type AuditEntry, auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import { SECOND } from '../../core/time/duration.js';
import { doubtsAbout } from '../../core/oncall/doubts.js';
import { declareIncident } from '../../engine/commands/declare-incident.js';
import { addChildIncident, mergeIncidents, unmergeIncident } from '../../engine/commands/relate-incidents.js';
import { splitIncident } from '../../engine/commands/split-incident.js';
import { makeShareLink, readShared } from '../../engine/commands/share-incident.js';
import { workOnIncident } from '../../engine/commands/work-on-incident.js';
import { acknowledgeIncident } from '../../engine/commands/acknowledge-incident.js';
import { discardDelivery, replayDelivery, replayReceiver } from '../../engine/commands/change-deliveries.js';
import { addExclusion, withdrawExclusion } from '../../engine/commands/change-exclusions.js';
import { overrideOnCall, withdrawOnCall } from '../../engine/commands/override-on-call.js';
import { overrideGate } from '../../engine/commands/override-gate.js';
import { overrideAt } from '../../core/error-budget/gate-override.js';
import { endHold } from '../../engine/commands/end-hold.js';
import { testContact, verifyContact } from '../../engine/commands/check-contacts.js';
import { recordDeploy } from '../../engine/commands/record-deploy.js';
import type { Notifier, Store } from '../../engine/ports.js';
import { historyPhase, loadedShare } from '../../engine/history-progress.js';
import { workedOutEvery } from './worked-out-every.js';
import { exclusionChangeView, exclusionView } from '../../engine/queries/exclusion-view.js';
import { alertQuality } from '../../engine/queries/alert-quality.js';
import { gateAnswer } from '../../engine/queries/gate-answer.js';
import { servicesOfSlos } from '../../engine/queries/known-services.js';
import {
  impactOfIncident,
  incidentDetail,
  incidentReport,
  sliOfIncident,
} from '../../engine/queries/incident-report.js';
import { incidentRules } from '../../engine/queries/incident-rules.js';
import { findIncidents } from '../../engine/queries/find-incidents.js';
import { incidentOutlook } from '../../engine/queries/incident-outlook.js';
import { gates } from '../../engine/queries/gates.js';
import { incidentUpdates } from '../../engine/queries/incident-updates.js';
import { holds } from '../../engine/queries/holds.js';
import { scheduleCalendar } from '../../spec/oncall/calendar/write-shifts.js';
import { contactViews } from '../../engine/queries/contacts.js';
import { onCallFindings } from '../../engine/queries/on-call-findings.js';
import { onCallLint } from '../../engine/queries/on-call-lint.js';
import { scheduleShifts } from '../../engine/queries/on-call-shifts.js';
import { onCallStatus } from '../../engine/queries/on-call-status.js';
import { pagePreview } from '../../engine/queries/page-preview.js';
import { sloHistory } from '../../engine/queries/slo-history.js';
import { sloOf } from '../../engine/queries/slo-of.js';
import { sloRow } from '../../engine/queries/slo-rows.js';
import { createStatusPages } from '../../engine/queries/status-pages.js';
import { statusById, statuses } from '../../engine/queries/statuses.js';
import type { GateAnswer, ReceiverView } from '../../engine/read-models.js';
import type { FirebreakApi } from '../../http/firebreak-api.js';
import { testOwnReceiver } from './receiver-api.js';
import { tokenApi } from './token-api.js';
import { readExclusion } from '../../spec/exclusions/read-one.js';
import type { DaemonParts } from './daemon-parts.js';
import { daemonStatus } from './daemon-status.js';
import { createInboundApi } from './inbound-api.js';
import { WhatIfs } from '../../engine/what-if.js';
import { sloSpec } from './slo-spec.js';
import { whatIf } from './what-if.js';

/** Answers what HTTP asks from the engine's memory and the store. */
export function createDaemonApi(parts: DaemonParts, reload: (actor: Actor) => Promise<void>): FirebreakApi {
  const { state, ports, daemonMetrics, incidentsKept: kept } = parts;
  const { store, clock } = ports;
  const { secrets } = parts.access.tokens.ports;
  const slos = (service?: string) => statuses(state, clock.now(), service);
  const overrideOf = (service: string) => overrideAt(state.gateOverrides.get(service), clock.now());
  const gate = (service: string, environment: string | undefined): GateAnswer =>
    gateAnswer(service, environment, slos(service), state.config.gate, overrideOf(service), () =>
      servicesOfSlos(state),
    );

  const progress = workedOutEvery(SECOND, clock, () => ({
    historyLoaded: loadedShare(state),
    historyPhase: historyPhase(state),
  }));
  const daemon = () => ({ ...daemonStatus(parts), ...progress() });

  const noteDeploy: FirebreakApi['recordDeploy'] = (service, deploy, actor) =>
    recordDeploy(state, ports, { service, ...deploy }, actor);

  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const whatIfs = new WhatIfs(state, { clock, source: ports.source, turn });

  return {
    now: () => clock.now(),
    turn,
    daemon,
    slos,
    slo: (id) => statusById(state, id, clock.now()),
    sloHistory: (id, asked) => sloHistory(state, store, id, asked, clock.now()),
    sloSpec: (id) => sloSpec(sloOf(state, id), parts.files, parts.links),
    pagePreview: (id) => pagePreview(state, store, id),
    whatIf: (id, proposal, asker) => whatIf(whatIfs, id, proposal, asker),
    sloRow: (status) => sloRow(status, state, clock.now()),
    statusPages: createStatusPages(state, ports),
    changes: parts.changes,
    gate,
    incidents: (asked) => findIncidents(state, store, asked),
    advisoryEnvironments: () => state.config.gate.advisoryEnvironments,
    gates: () => gates(slos(), state, clock.now()),
    gateOverrides: async (limit) => (await store.audit(MOST_AUDITED)).filter(isOverride).slice(0, limit),
    receivers: () => [...ports.notifiers.values()].map(receiverView),
    incident: (id) => incidentDetail(store, id),
    incidentImpact: (id) => impactOfIncident(state, ports, id),
    incidentOutlook: (id) => incidentOutlook(state, ports, id, clock.now()),
    incidentSli: (id) => sliOfIncident(state, ports, id),
    incidentRules: () => incidentRules(state.config.incidents),
    incidentReport: (id) => incidentReport(state, ports, id),
    incidentUpdates: (id) => incidentUpdates(store, id, state, ports),
    alertQuality: (days) => alertQuality(store, { days, kept }, clock.now()),
    declareIncident: (asked, actor) => declareIncident(state, ports, asked, actor),
    doubts: (named) => doubtsAbout(state.config.onCall, named, servicesOfSlos(state)),
    acknowledge: (id, actor) => acknowledgeIncident(state, ports, id, actor),
    makeShareLink: (id, asked, actor) => makeShareLink(state, ports, secrets, id, asked, actor),
    sharedIncident: (token) => readShared(store, secrets, token, clock.now()),
    workOnIncident: (id, asked, actor) => workOnIncident(state, ports, id, asked, actor),
    mergeIncidents: (id, into, actor) => mergeIncidents(state, ports, id, into, actor),
    unmergeIncident: (id, actor) => unmergeIncident(state, ports, id, actor),
    splitIncident: (id, asked, actor) => splitIncident(state, ports, id, asked, actor),
    addChildIncident: (id, asked, actor) => addChildIncident(state, ports, id, asked, actor),
    async overrideGate(service, asked, actor) {
      await overrideGate(state, ports, service, asked, actor);
      return gate(service, undefined);
    },
    holds: () => holds(state),
    endHold: (of, reason, actor) => endHold(state, ports, of, reason, actor),
    async onCall() {
      const findings = await onCallFindings(state, ports, secrets);
      return onCallStatus(state.config.onCall, clock.now(), turn, findings);
    },
    contacts: () => contactViews(state.config.onCall, store, secrets, clock.now()),
    testContact: (asked, actor) => testContact(state, ports, secrets, asked, actor),
    verifyContact: (asked, actor) => verifyContact(state, ports, secrets, asked, actor),
    onCallShifts: (schedule, from, to) =>
      scheduleShifts(
        state.config.onCall,
        {
          planned: state.plannedOverrides.get(schedule) ?? [],
          ofFiles: state.planOfFiles.schedules.get(schedule)?.overrides ?? [],
          place: parts.placeOnCall,
        },
        schedule,
        { from, to, now: clock.now() },
      ),
    onCallLint: () =>
      onCallLint(
        { plan: state.config.onCall, planOfFiles: state.planOfFiles, place: parts.placeOnCall },
        clock.now(),
      ),
    overrideOnCall: (schedule, asked, actor) => overrideOnCall(state, ports, schedule, asked, actor),
    withdrawOnCall: (schedule, asked, actor) => withdrawOnCall(state, ports, schedule, asked, actor),
    onCallCalendar: (schedule) => scheduleCalendar(state.config.onCall, schedule, clock.now()),
    exclusions: () => state.exclusions.map(exclusionView),
    exclusionAudit: async (limit) => (await store.exclusionChanges(limit)).map(exclusionChangeView),
    async addExclusion(body, actor) {
      const read = readExclusion(body);
      if ('wrong' in read) throw new FirebreakError('invalid-input', read.wrong);
      return exclusionView(await addExclusion(state, ports, read.exclusion, read.replace, actor));
    },
    withdrawExclusion: async (id, reason, actor) =>
      exclusionView(await withdrawExclusion(state, ports, id, reason, actor)),
    deliveries: (filter) => store.deliveries(filter),
    replayDelivery: (name, reason, actor) => replayDelivery(state, ports, name, reason, actor),
    replayReceiver: (receiver, reason, actor) => replayReceiver(state, ports, receiver, reason, actor),
    discardDelivery: (name, reason, actor) => discardDelivery(state, ports, name, reason, actor),
    givenUp: () => store.deadLetters(),
    recordDeploy: noteDeploy,
    inbound: createInboundApi(parts, noteDeploy),
    testReceiver: (name, actor) => testOwnReceiver(ports, name, actor),
    reload,
    ...tokenApi(parts.access.tokens),
    logins: parts.access.logins,
    async backup(actor) {
      const copy = await store.backup();
      const at = clock.now();
      // Nobody gets a copy without a line that says so.
      await store
        .commit({ at, audit: [auditEntry(actor, { action: 'store.backup', target: '' }, at)] })
        .catch((error: unknown) => {
          copy.remove();
          throw error;
        });
      return copy;
    },
    audit: (limit) => store.audit(limit),
    async noteRefusal(actor, act, detail) {
      const at = clock.now();
      await store.commit({ at, audit: [auditEntry(actor, act, at, { outcome: 'refused', detail })] });
    },
    async metrics() {
      const all = slos();
      // A store that is gone is what metrics have to tell of.
      const messages = await countMessages(store).catch(() => undefined);
      return daemonMetrics.text(all, gates(all, state, clock.now()), daemon(), messages);
    },
  };
}

/** So far back overrides are looked for. */
const MOST_AUDITED = 1000;

function isOverride({ action, outcome }: AuditEntry): boolean {
  return action === 'gate.override' && outcome === 'done';
}

function receiverView({
  receiver,
  takesNotices,
  tellDeploy,
  tellIncident,
  rollBack,
}: Notifier): ReceiverView {
  return {
    name: receiver,
    takes: [
      'alerts',
      ...(takesNotices ? (['updates'] as const) : []),
      ...(tellIncident ? (['incidents'] as const) : []),
      ...(tellDeploy ? (['deploys'] as const) : []),
      ...(rollBack ? (['rollbacks'] as const) : []),
    ],
  };
}

async function countMessages(store: Pick<Store, 'pendingDeliveries' | 'deadLetters'>) {
  const dead = [...(await store.deadLetters()).values()];
  return { pending: await store.pendingDeliveries(), dead: dead.reduce((sum, count) => sum + count, 0) };
}
