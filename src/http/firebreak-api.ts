import type { StoreCopy } from '../engine/ports.js';
import type { Actor } from '../core/access/actor.js';
import type { Act, AuditEntry } from '../core/access/audit-entry.js';
import type { Proof } from '../core/access/token.js';
import type { Proposal } from '../core/backtest/proposal.js';
import type { LastDeploy } from '../core/delivery/signal.js';
import type { ImpactView } from '../core/incident/impact.js';
import type { IncidentReport } from '../core/incident/report/facts.js';
import type { Named } from '../core/oncall/doubts.js';
import type { AskedDeclaration, DeclaredIncident } from '../engine/commands/declare-incident.js';
import type { SharedIncident } from '../core/incident/sharing.js';
import type { NewShareLink } from '../engine/commands/share-incident.js';
import type { AskedSplit } from '../engine/commands/split-incident.js';
import type { WorkedIncident } from '../engine/commands/worked-incident.js';
import type { AskedCommand } from '../engine/commands/work-on-incident.js';
import type { AskedOverride } from '../engine/commands/override-gate.js';
import type { AskedToken } from '../engine/commands/change-tokens.js';
import type { Replayed } from '../engine/commands/change-deliveries.js';
import type { DeliveryFilter } from '../engine/ports.js';
import type { Changes } from '../engine/changes.js';
import type { AskedIncidents } from '../engine/queries/find-incidents.js';
import type { AskedHistory } from '../engine/queries/slo-history.js';
import type { AskedPlannedOverride, PlannedOverride } from '../core/oncall/planned-override.js';
import type { StatusPages } from '../engine/queries/status-pages.js';
import type { Hold } from '../engine/queries/holds.js';
import type { Logins } from '../engine/logins.js';
import type {
  AlertQualityView,
  AudienceView,
  ContactView,
  DaemonStatus,
  DeliveryStatus,
  ExclusionChangeView,
  ExclusionView,
  GateAnswer,
  IncidentDetail,
  IncidentOutlook,
  IncidentRules,
  IncidentSli,
  ListedIncidents,
  NewTokenView,
  OnCallFindingView,
  OnCallStatus,
  PagePreview,
  ReceiverTest,
  ReceiverView,
  SloHistoryView,
  ScheduleShifts,
  SloRow,
  SloSpecView,
  SloStatus,
  TokenView,
  WhatIfView,
} from '../engine/read-models.js';
import type { Asker } from '../engine/what-if.js';
import type { InboundApi } from './inbound/inbound-api.js';

/** What the daemon offers to HTTP; main implements it. Refusals are FirebreakErrors. */
export interface FirebreakApi {
  /** Epoch ms. */
  now(): number;
  /** Resolves when others have had their turn: what takes long is done piece by piece. */
  turn(): Promise<void>;
  daemon(): DaemonStatus;
  /** All, or those of one service. */
  slos(service?: string): readonly SloStatus[];
  /** By its id: `shop/availability`. */
  slo(id: string): SloStatus | undefined;
  /** Its past as the daemon holds it; rejects with `not-found`, `not-ready` where another replica holds it, `invalid-input`. */
  sloHistory(id: string, asked: AskedHistory): Promise<SloHistoryView>;
  /** As it is written; throws as `sloHistory` rejects. */
  sloSpec(id: string): SloSpecView;
  /** What would be told for each of its tiers; throws likewise. */
  pagePreview(id: string): Promise<readonly PagePreview[]>;
  /** What it would have meant otherwise; rejects with `too-many-requests` while another of the same asker is worked out. */
  whatIf(id: string, proposal: Proposal, asker: Asker): Promise<WhatIfView>;
  /** The row of the overview. */
  sloRow(status: SloStatus): SloRow;
  readonly statusPages: StatusPages;
  /** Tells what changes; without topics it is a beat. */
  readonly changes: Pick<Changes, 'follow'>;
  gate(service: string, environment: string | undefined): GateAnswer;
  /** Of every service with an SLO. */
  gates(): readonly GateAnswer[];
  /** Where a block of a gate is only a warning. */
  advisoryEnvironments(): readonly string[];
  /** Who had gates answer what they said, newest first. */
  gateOverrides(limit: number): Promise<readonly AuditEntry[]>;
  /** Everybody who can be told. */
  receivers(): readonly ReceiverView[];
  /** Newest first. */
  incidents(asked: AskedIncidents): Promise<ListedIncidents>;
  incident(id: string): Promise<IncidentDetail | undefined>;
  /** What it has cost, and what it costs now; undefined when there is no such incident. */
  incidentImpact(id: string): Promise<ImpactView | undefined>;
  /** What can be done now, and what becomes due; undefined when there is no such incident. */
  incidentOutlook(id: string): Promise<IncidentOutlook | undefined>;
  /** What its SLI showed, from before the first bad sample on; undefined when there is no such incident. */
  incidentSli(id: string): Promise<IncidentSli | undefined>;
  /** What the incident policy asks for. */
  incidentRules(): IncidentRules;
  /** For somebody who was not there; undefined when there is no such incident. */
  incidentReport(id: string): Promise<IncidentReport | undefined>;
  /** What each audience is to be told next; undefined when there is no such incident. */
  incidentUpdates(id: string): Promise<readonly AudienceView[] | undefined>;
  /** How often alerts were right, by the verdicts on the incidents of the last days. */
  alertQuality(days: number): Promise<AlertQualityView>;
  /** Opens one, or joins the one of its service that is open. */
  declareIncident(asked: AskedDeclaration, actor: Actor): Promise<DeclaredIncident>;
  /** What the on-call files do not know of those who were named, in words. */
  doubts(named: Named): readonly string[];
  acknowledge(id: string, actor: Actor): Promise<WorkedIncident>;
  /** Roles, phases, verdicts; rejects with `conflict` and the guard's reason. */
  /** Makes a link to what is shared of it; the token is told this once. */
  makeShareLink(
    id: string,
    asked: { readonly for: string; readonly holds: number },
    actor: Actor,
  ): Promise<NewShareLink>;
  /** What the token of a link shows; rejects with `not-found`. */
  sharedIncident(token: string): Promise<SharedIncident>;
  workOnIncident(id: string, asked: AskedCommand, actor: Actor): Promise<WorkedIncident>;
  /** A duplicate into the one where work goes on; gives back that one. */
  mergeIncidents(id: string, into: string, actor: Actor): Promise<WorkedIncident>;
  unmergeIncident(id: string, actor: Actor): Promise<WorkedIncident>;
  /** Gives back the new one. */
  splitIncident(id: string, asked: AskedSplit, actor: Actor): Promise<WorkedIncident>;
  addChildIncident(
    id: string,
    asked: { readonly child: string; readonly team: string | undefined },
    actor: Actor,
  ): Promise<WorkedIncident>;
  /** Has a gate answer what somebody says for a while, or no longer; gives back what it answers now. */
  overrideGate(service: string, asked: AskedOverride, actor: Actor): Promise<GateAnswer>;
  /** What alerts from outside hold open. */
  holds(): readonly Hold[];
  /** @param of an SLO or an incident; gives back what was ended */
  endHold(of: string, reason: string, actor: Actor): Promise<readonly Hold[]>;
  /** Who is on call now, and who next. */
  onCall(): Promise<OnCallStatus>;
  /** Everybody's contacts, and whether they have been shown to arrive. */
  contacts(): Promise<readonly ContactView[]>;
  /** Sends a message with a code through one of somebody's contacts; rejects with `not-found` and `too-many-requests`. */
  testContact(asked: { readonly person: string; readonly route: string }, actor: Actor): Promise<ContactView>;
  /** Takes that code; rejects with `conflict` when it is another, or too late. */
  verifyContact(
    asked: { readonly person: string; readonly code: string },
    actor: Actor,
  ): Promise<ContactView>;
  /** Who answers by a schedule, from one instant (epoch ms) to another; refused with `not-found` or `invalid-input`. */
  onCallShifts(schedule: string, from: number, to: number): ScheduleShifts;
  /** What the linter of on-call finds about the plan in force. */
  onCallLint(): readonly OnCallFindingView[];
  overrideOnCall(schedule: string, asked: AskedPlannedOverride, actor: Actor): Promise<PlannedOverride>;
  withdrawOnCall(
    schedule: string,
    asked: { readonly number: number; readonly reason: string | undefined },
    actor: Actor,
  ): Promise<PlannedOverride>;
  /** The shifts of a schedule in the next 13 weeks as iCalendar. */
  onCallCalendar(schedule: string): string | undefined;
  /** Those in force. */
  exclusions(): readonly ExclusionView[];
  /** Newest first. */
  exclusionAudit(limit: number): Promise<readonly ExclusionChangeView[]>;
  /** @param body what the caller sent; refused with `invalid-input` and words for him */
  addExclusion(body: unknown, actor: Actor): Promise<ExclusionView>;
  withdrawExclusion(id: string, reason: string, actor: Actor): Promise<ExclusionView>;
  /** Newest first. */
  deliveries(filter: DeliveryFilter): Promise<readonly DeliveryStatus[]>;
  /** @param name its id or `DLV-17` */
  replayDelivery(name: string, reason: string, actor: Actor): Promise<Replayed>;
  replayReceiver(receiver: string, reason: string, actor: Actor): Promise<Replayed>;
  discardDelivery(name: string, reason: string, actor: Actor): Promise<DeliveryStatus>;
  /** How many messages to each receiver were given up and nobody has dealt with. */
  givenUp(): Promise<ReadonlyMap<string, number>>;
  recordDeploy(service: string, deploy: LastDeploy, actor: Actor): Promise<void>;
  /** Sends a test page to a receiver and takes it back; rejects with `not-found`. */
  testReceiver(name: string, actor: Actor): Promise<ReceiverTest>;
  readonly inbound: InboundApi;
  /** Rejects with `reload-refused` and the problems in words; then the old set stays. */
  reload(actor: Actor): Promise<void>;
  /** Undefined when no provider is configured. */
  readonly logins: Pick<Logins, 'begin' | 'finish' | 'prove' | 'end'> | undefined;
  /** The copy is the caller's to remove. */
  backup(actor: Actor): Promise<StoreCopy>;
  /** Who somebody proves to be by the secret of a token. */
  prove(secret: string): Promise<Proof>;
  tokens(): readonly TokenView[];
  createToken(asked: AskedToken, actor: Actor): Promise<NewTokenView>;
  /** @param which an id, or the name of one that has not been revoked */
  rotateToken(which: string, graceMs: number, actor: Actor): Promise<NewTokenView>;
  revokeToken(which: string, actor: Actor): Promise<TokenView>;
  /** Newest first. */
  audit(limit: number): Promise<readonly AuditEntry[]>;
  /** Adds to the audit log what somebody was refused. */
  noteRefusal(actor: Actor, act: Act, why: string): Promise<void>;
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
}
