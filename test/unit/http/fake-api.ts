import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, actorText, CONFIGURED } from '../../../src/core/access/actor.js';
import { type Act, type AuditEntry, auditEntry } from '../../../src/core/access/audit-entry.js';
import { SCOPES } from '../../../src/core/access/scope.js';
import { NO_TOKEN, type Proof } from '../../../src/core/access/token.js';
import type { Proposal } from '../../../src/core/backtest/proposal.js';
import type { Asker } from '../../../src/engine/what-if.js';
import type { LastDeploy } from '../../../src/core/delivery/signal.js';
import { FirebreakError } from '../../../src/core/errors.js';
import type { AskedOverride } from '../../../src/engine/commands/override-gate.js';
import type { AskedToken } from '../../../src/engine/commands/change-tokens.js';
import { alertQualities } from '../../../src/core/incident/alert-quality.js';
import { nextStep } from '../../../src/core/escalation/next-step.js';
import type { ImpactView } from '../../../src/core/incident/impact.js';
import { incidentClocks } from '../../../src/core/incident/incident-clocks.js';
import { sharedIncident } from '../../../src/core/incident/sharing.js';
import { vendorsOfIncident } from '../../../src/engine/queries/vendors-of-incident.js';
import { payco } from '../../support/oncall-plans.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../src/core/incident/policy.js';
import { possibleSteps } from '../../../src/core/incident/possible-steps.js';
import { reportOf } from '../../../src/core/incident/report/facts.js';
import { DAY } from '../../../src/core/time/duration.js';
import { fromStored } from '../../../src/core/incident/stored.js';
import { incidentRules } from '../../../src/engine/queries/incident-rules.js';
import type { AskedDeclaration } from '../../../src/engine/commands/declare-incident.js';
import type { AskedCommand } from '../../../src/engine/commands/work-on-incident.js';
import type { Incident } from '../../../src/core/incident/incident.js';
import { doubtsAbout, type Named } from '../../../src/core/oncall/doubts.js';
import type { OnCallPlan } from '../../../src/core/oncall/plan.js';
import { scheduleCalendar } from '../../../src/spec/oncall/calendar/write-shifts.js';
import { onCallLint, type PlaceOnCall } from '../../../src/engine/queries/on-call-lint.js';
import {
  type AskedPlannedOverride,
  type PlannedOverride,
  planOverride,
  withdrawOverride,
} from '../../../src/core/oncall/planned-override.js';
import { scheduleShifts } from '../../../src/engine/queries/on-call-shifts.js';
import { onCallStatus } from '../../../src/engine/queries/on-call-status.js';
import { paymentsPlan } from '../../support/oncall-plans.js';
import { createChanges } from '../../../src/engine/changes.js';
import { newEngineState } from '../../../src/engine/engine-state.js';
import { sloRow } from '../../../src/engine/queries/slo-rows.js';
import type { AskedHistory } from '../../../src/engine/queries/slo-history.js';
import type { StatusPages } from '../../../src/engine/queries/status-pages.js';
import { uptimeOf } from '../../../src/core/status-page/uptime.js';
import type { Hold } from '../../../src/engine/queries/holds.js';
import type { StandingFinding } from '../../../src/core/oncall/standing-finding.js';
import type {
  ContactView,
  DaemonStatus,
  DeliveryStatus,
  ExclusionView,
  GateAnswer,
  SloStatus,
  TokenView,
} from '../../../src/engine/read-models.js';
import type { DeliveryFilter } from '../../../src/engine/ports.js';
import type { FirebreakApi } from '../../../src/http/firebreak-api.js';
import type { InboundApi } from '../../../src/http/inbound/inbound-api.js';
import { COMPARED, PREVIEW, pastOf, WRITTEN } from '../../support/slo-history-samples.js';
import { blindSlo, burningSlo, daemonStatus, gateOf, healthySlo, NOW } from '../../support/slo-statuses.js';
import { testConfig } from '../../support/engine-harness.js';

/** The configured token. */
export const TOKEN = 'a-token-of-the-test';

export const CI_TOKEN: TokenView = {
  id: 'abc123',
  name: 'ci',
  scope: 'operate',
  state: 'valid',
  createdAt: NOW,
  createdBy: 'maria',
  expiresAt: NOW + 86_400_000,
  revokedAt: undefined,
  lastUsedAt: undefined,
  oldSecretEndsAt: undefined,
};

const OPEN_INCIDENT: Incident = fromStored({
  id: 'INC-7',
  sloId: 'checkout-api/latency',
  service: 'checkout-api',
  slo: 'latency',
  title: 'checkout-api/latency burns its error budget',
  severity: 'sev2',
  severityReason: 'a third of requests is slow',
  status: 'open',
  openedAt: NOW - 9 * 60_000,
  failingSince: NOW - 11 * 60_000,
  acknowledgedAt: undefined,
  acknowledgedBy: undefined,
  acknowledgedVia: undefined,
  alertEndedAt: undefined,
  resolvedAt: undefined,
  tiers: ['page-1h', 'ticket-1d'],
  eventCount: 1,
});

/** What was done to it, and what falls due next. */
const DONE = {
  done: [{ at: NOW, text: 'maria is commander' }],
  nextDue: { what: 'the update for customers', dueAt: NOW + 60_000 },
};

const HOLD: Hold = {
  of: 'checkout-api/latency',
  incidentId: 'INC-7',
  severity: 'page',
  text: 'the rules in Prometheus (page-1h)',
};

export const EXCLUSION: ExclusionView = {
  id: 'patches',
  kind: 'maintenance',
  origin: 'api',
  author: 'maria',
  reason: 'kernel patches',
  slos: undefined,
  service: undefined,
  labels: { tier: '1' },
  times: undefined,
  from: '2026-12-01T00:00:00.000Z',
  to: undefined,
  every: {
    weekdays: ['sunday'],
    weeks: undefined,
    month_days: undefined,
    at: '02:00',
    duration: '2h',
    time_zone: 'Europe/Berlin',
  },
};

const DELIVERED: DeliveryStatus = {
  id: 'signal-1>pager',
  ref: 'DLV-1',
  receiver: 'pager',
  signalId: 'signal-1',
  dedupKey: 'firebreak/checkout-api/latency',
  sloId: 'checkout-api/latency',
  incidentId: 'INC-7',
  kind: 'trigger',
  cause: 'burn',
  severity: 'page',
  state: 'delivered',
  attempts: 1,
  createdAt: NOW - 60_000,
  nextAttemptAt: undefined,
  acceptedAt: undefined,
  deliveredAt: NOW - 59_000,
  receipt: 'dedup-1',
  lastError: undefined,
  attemptLog: [{ begunAt: NOW - 60_000, endedAt: NOW - 59_000, outcome: 'delivered', detail: 'dedup-1' }],
  changes: [],
  acknowledged: undefined,
};

const CONTACT: ContactView = {
  person: 'alice',
  fullName: 'Alice Ng',
  route: 'mail',
  receiver: 'mail',
  state: 'waiting',
  text: 'tested, and its code is waited for',
  lastTest: {
    at: NOW - 60_000,
    by: 'maria',
    codeUntilAt: NOW + 540_000,
    delivery: 'delivered',
    receipt: 'r-1',
    error: undefined,
  },
  verified: undefined,
};

const UNVERIFIED: StandingFinding = {
  code: 'unverified-contact',
  severity: 'warning',
  subject: 'alice',
  message: 'nobody knows whether pages arrive: mail: never tested',
  mend: 'firebreak oncall contact test alice',
};

/** Every part of the plan stands at the line that its way is long. */
const placeOnCall: PlaceOnCall = (subject) => ({ file: 'on-call.yaml', line: subject.length });

/** What a backup consists of; no text in UTF-8. */
export const STORE_BYTES = Buffer.from([0x53, 0x51, 0x00, 0xff, 0x80, 0x0a]);

/** A daemon in a test's hands: what it says can be set, and what was asked of it is kept. */
export class FakeApi implements FirebreakApi {
  sloList: SloStatus[] = [healthySlo(), burningSlo(), blindSlo()];
  status: DaemonStatus = daemonStatus();
  decision: GateAnswer['decision'] = 'allow';
  incidentList: Incident[] = [OPEN_INCIDENT];
  refusal: Error | undefined;
  toldBefore = false;
  plan: OnCallPlan = paymentsPlan();
  planned: readonly PlannedOverride[] = [];
  readonly calls: unknown[][] = [];
  readonly entries: AuditEntry[] = [];
  /** By secrets: the configured token, and one for each scope, called after it. */
  readonly proofs = new Map<string, Proof>([
    [TOKEN, { kind: 'known', principal: CONFIGURED }],
    ...SCOPES.map((scope): [string, Proof] => [
      `${scope}-secret`,
      { kind: 'known', principal: { kind: 'token', name: `${scope}-token`, scope } },
    ]),
  ]);

  now = () => NOW;
  turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  daemon = () => this.status;
  slos = (service?: string) => this.sloList.filter((slo) => service === undefined || slo.service === service);
  readonly changes = createChanges();
  sloRow = (status: SloStatus) => sloRow(status, newEngineState(testConfig), NOW);
  advisoryEnvironments = () => ['staging'];
  slo = (id: string) => this.sloList.find((slo) => slo.id === id);

  async sloHistory(id: string, asked: AskedHistory) {
    this.calls.push(['sloHistory', id, asked]);
    return pastOf(this.known(id));
  }

  sloSpec(id: string) {
    this.known(id);
    return WRITTEN;
  }

  async pagePreview(id: string) {
    this.known(id);
    return [PREVIEW];
  }

  async whatIf(id: string, proposal: Proposal, { client }: Asker) {
    this.calls.push(['whatIf', this.known(id), proposal, client]);
    return COMPARED;
  }

  private known(id: string): string {
    if (!this.slo(id)) throw new FirebreakError('not-found', `there is no SLO ${id}`);
    return id;
  }

  gate(service: string, environment: string | undefined): GateAnswer {
    this.calls.push(['gate', service, environment]);
    return gateOf(service, this.decision, environment);
  }

  readonly statusPages: StatusPages = {
    list: () => [
      { unit: 'payments', title: 'Payments', components: [{ name: 'Checkout', slos: 1, missing: ['a/b'] }] },
    ],
    has: (unit) => unit === 'payments',
    page: async (unit) => {
      if (unit !== 'payments') return undefined;
      const incident = {
        id: 'a1b2',
        state: 'degraded' as const,
        status: 'open' as const,
        beganAt: NOW - 60_000,
      };
      const told = {
        components: ['Checkout'],
        resolvedAt: undefined,
        updates: [{ at: NOW, text: 'Cards <fail>.' }],
      };
      return {
        unit,
        title: 'Payments',
        link: undefined,
        at: NOW,
        state: 'unknown',
        components: [
          { name: 'Checkout', state: 'unknown', uptime: uptimeOf([{ days: undefined, target: 0.999 }], NOW) },
        ],
        incidents: [{ ...incident, ...told }],
      };
    },
  };

  gates = () => [gateOf('checkout-api', this.decision)];
  gateOverrides = async () => [
    auditEntry(
      { ...CONFIGURED, onBehalfOf: 'maria', requestId: undefined },
      { action: 'gate.override', target: 'checkout-api' },
      NOW,
      { outcome: 'done', detail: 'allowed by maria' },
    ),
  ];
  onCallShifts = (schedule: string, from: number, to: number) =>
    scheduleShifts(
      this.plan,
      {
        planned: this.planned,
        ofFiles: this.plan.schedules.get(schedule)?.overrides ?? [],
        place: placeOnCall,
      },
      schedule,
      { from, to, now: NOW },
    );
  onCallLint = () => onCallLint({ plan: this.plan, planOfFiles: this.plan, place: placeOnCall }, NOW);

  async overrideOnCall(schedule: string, asked: AskedPlannedOverride, actor: Actor) {
    const made = planOverride(this.plan, schedule, asked, this.planned, { by: actorText(actor), at: NOW });
    this.planned = [...this.planned, made];
    return made;
  }

  async withdrawOnCall(
    _schedule: string,
    { number, reason }: { readonly number: number; readonly reason: string | undefined },
    actor: Actor,
  ) {
    return withdrawOverride(this.planned, number, { by: actorText(actor), at: NOW, reason });
  }

  receivers = () => [{ name: 'pager', takes: ['alerts' as const] }];

  async incidents(filter: Parameters<FirebreakApi['incidents']>[0]) {
    this.calls.push(['incidents', filter]);
    if (this.refusal) throw this.refusal;
    const incidents = this.incidentList.map((each) => ({ ...each, owner: 'payments', impact: undefined }));
    return { incidents, nextBefore: incidents.at(-1)?.id };
  }

  async incidentOutlook(id: string) {
    const incident = this.incidentList.find((each) => each.id === id);
    if (!incident) return undefined;
    const { incidents, onCall } = { incidents: DEFAULT_INCIDENT_POLICY, onCall: this.plan };
    const around = {
      openChildren: [],
      otherOpen: undefined,
      recoveryNow: undefined,
      rollbackHook: undefined,
    };
    return {
      id,
      at: NOW,
      eventCount: incident.eventCount,
      steps: possibleSteps(incident, around, NOW, incidents),
      clocks: incidentClocks(incident, incidents),
      fullCrew: true,
      otherRollback: undefined,
      vendors: vendorsOfIncident(incident, {
        vendors: new Map([['payco', payco({ services: [incident.service] })]]),
      }),
      next: nextStep(incident, incidents, onCall, NOW),
      related: [
        {
          id: 'INC-9',
          how: 'part' as const,
          title: 'the cache is cold',
          service: 'cache',
          severity: 'sev3' as const,
          phase: 'declared' as const,
          team: undefined,
        },
      ],
    };
  }

  async incidentSli(id: string) {
    if (!this.incidentList.some((each) => each.id === id)) return undefined;
    return {
      kind: 'seen' as const,
      sloId: OPEN_INCIDENT.sloId,
      errorBudget: 0.001,
      failingSince: NOW - 60_000,
      stepMs: 10_000,
      points: [{ at: NOW - 10_000, badEvents: 1, totalEvents: 10, coverage: 1 }],
    };
  }

  incidentRules = () => incidentRules(DEFAULT_INCIDENT_POLICY);

  async declareIncident(asked: AskedDeclaration, actor: Actor) {
    this.calls.push(['declare', asked, actor]);
    return { opened: asked.separate, incident: OPEN_INCIDENT };
  }

  async incidentImpact(id: string): Promise<ImpactView | undefined> {
    if (!this.incidentList.some((each) => each.id === id)) return undefined;
    const counted = { startAt: NOW - 60_000, endAt: NOW, badEvents: 12, totalEvents: 100, errorRatio: 0.12 };
    const budget = { budgetSpent: undefined, budgetWindow: '30d', budgetCoverage: 0.2 };
    const seen = { worstLabels: [], suspects: [] };
    return { kind: 'recorded', at: NOW, ...counted, coverage: 1, ...budget, ...seen };
  }

  async incidentReport(id: string) {
    const detail = await this.incident(id);
    const impact = await this.incidentImpact(id);
    return detail && impact && reportOf({ ...detail, impact, at: NOW });
  }

  async alertQuality(days: number) {
    this.calls.push(['alertQuality', days]);
    const judged = [OPEN_INCIDENT, { ...OPEN_INCIDENT, verdict: 'real' as const }];
    return { fromAt: NOW - days * DAY, toAt: NOW, ...alertQualities(judged) };
  }

  async incidentUpdates(id: string) {
    if (!this.incidentList.some((each) => each.id === id)) return undefined;
    const draft = {
      audience: 'customers',
      moment: 'first',
      text: 'We are looking into it.',
      version: 'declared/0',
    } as const;
    const told = { stage: 'due', sent: 0, lastSentAt: undefined, receivers: ['public'] } as const;
    return [{ audience: 'customers', dueAt: NOW, ...told, lacking: undefined, draft } as const];
  }

  async incident(id: string) {
    const incident = this.incidentList.find((each) => each.id === id);
    const { openedAt: at, title: text } = OPEN_INCIDENT;
    return (
      incident && {
        incident,
        timeline: [
          {
            incidentId: id,
            seq: 1,
            at,
            kind: 'declared' as const,
            by: 'engine',
            text,
            data: { first: true },
          },
        ],
        proof: [DELIVERED],
      }
    );
  }

  async mergeIncidents(id: string, into: string) {
    this.calls.push(['mergeIncidents', id, into]);
    return { ...OPEN_INCIDENT, ...DONE };
  }

  async unmergeIncident(id: string) {
    this.calls.push(['unmergeIncident', id]);
    return { ...OPEN_INCIDENT, ...DONE };
  }

  async splitIncident(id: string, asked: { readonly title: string }) {
    this.calls.push(['splitIncident', id, asked]);
    return { ...OPEN_INCIDENT, ...DONE };
  }

  async addChildIncident(id: string, asked: { readonly child: string }) {
    this.calls.push(['addChildIncident', id, asked]);
    return { ...OPEN_INCIDENT, ...DONE };
  }

  async makeShareLink(id: string, asked: { readonly for: string; readonly holds: number }, actor: Actor) {
    this.calls.push(['makeShareLink', id, asked, actorText(actor)]);
    const token = 'INC-7_a-very-secret-secret';
    return { incidentId: id, link: 1, for: asked.for, expiresAt: NOW + asked.holds, token };
  }

  async sharedIncident(token: string) {
    if (token !== 'INC-7_a-very-secret-secret')
      throw new FirebreakError('not-found', 'this link shows nothing');
    return sharedIncident({ ...OPEN_INCIDENT, shared: [1] }, [
      { incidentId: 'INC-7', seq: 1, at: NOW, kind: 'noted', by: 'maria', text: 'we look at it', data: {} },
    ]);
  }

  async workOnIncident(id: string, asked: AskedCommand, actor: Actor) {
    this.calls.push(['workOnIncident', id, asked, actorText(actor)]);
    if (id !== OPEN_INCIDENT.id) throw new FirebreakError('not-found', `there is no incident ${id}`);
    return { ...OPEN_INCIDENT, ...DONE, roles: { commander: 'maria' } };
  }

  doubts = (named: Named) => doubtsAbout(this.plan, named);

  async acknowledge(id: string, actor: Actor) {
    const by = actorText(actor);
    this.calls.push(['acknowledge', id, by]);
    if (id !== OPEN_INCIDENT.id) throw new FirebreakError('not-found', `there is no incident ${id}`);
    return { ...OPEN_INCIDENT, ...DONE, acknowledgedAt: NOW, acknowledgedBy: by };
  }

  async overrideGate(service: string, asked: AskedOverride, actor: Actor) {
    this.calls.push(['overrideGate', service, asked, actorText(actor)]);
    return this.gate(service, undefined);
  }

  holds = () => [HOLD];

  async endHold(of: string, reason: string, actor: Actor) {
    this.calls.push(['endHold', of, { by: actorText(actor), reason }]);
    if (of !== HOLD.incidentId) throw new FirebreakError('not-found', `nothing holds ${of} open`);
    return [HOLD];
  }

  onCall = () => onCallStatus(this.plan, NOW, this.turn, [UNVERIFIED]);

  contacts = async () => [CONTACT];

  async testContact(asked: { readonly person: string; readonly route: string }, actor: Actor) {
    this.calls.push(['testContact', asked, actorText(actor)]);
    if (this.refusal) throw this.refusal;
    return CONTACT;
  }

  async verifyContact(asked: { readonly person: string; readonly code: string }, actor: Actor) {
    this.calls.push(['verifyContact', asked, actorText(actor)]);
    if (this.refusal) throw this.refusal;
    return { ...CONTACT, state: 'verified' as const, verified: { at: NOW, by: actorText(actor) } };
  }

  onCallCalendar = (schedule: string) => scheduleCalendar(this.plan, schedule, NOW);

  exclusions = () => [EXCLUSION];

  async exclusionAudit(limit: number) {
    this.calls.push(['exclusionAudit', limit]);
    const { author: by, reason } = EXCLUSION;
    return [{ at: NOW, action: 'added' as const, by, reason, exclusion: EXCLUSION }];
  }

  async addExclusion(body: unknown, _actor: Actor) {
    this.calls.push(['addExclusion', body]);
    if (this.refusal) throw this.refusal;
    return EXCLUSION;
  }

  async withdrawExclusion(id: string, reason: string, actor: Actor) {
    this.calls.push(['withdrawExclusion', id, { by: actorText(actor), reason }]);
    if (id !== EXCLUSION.id) throw new FirebreakError('not-found', `there is no exclusion ${id}`);
    return EXCLUSION;
  }

  deliveryList: DeliveryStatus[] = [DELIVERED];

  async deliveries(filter: DeliveryFilter) {
    this.calls.push(['deliveries', filter]);
    const { state, incidents, limit } = filter;
    return this.deliveryList
      .filter((one) => state === undefined || one.state === state)
      .filter((one) => incidents === undefined || incidents.includes(one.incidentId ?? ''))
      .slice(0, limit);
  }

  async replayDelivery(name: string, reason: string, actor: Actor) {
    this.calls.push(['replayDelivery', name, { by: actorText(actor), reason }]);
    if (this.refusal) throw this.refusal;
    return { replayed: ['DLV-1', 'DLV-2'], refused: [] };
  }

  async replayReceiver(receiver: string, reason: string, actor: Actor) {
    this.calls.push(['replayReceiver', receiver, { by: actorText(actor), reason }]);
    return { replayed: ['DLV-1'], refused: ['DLV-2 was overtaken'] };
  }

  async discardDelivery(name: string, reason: string, actor: Actor) {
    this.calls.push(['discardDelivery', name, { by: actorText(actor), reason }]);
    if (this.refusal) throw this.refusal;
    return DELIVERED;
  }

  givenUp = async () => new Map([['pager', 2]]);

  async recordDeploy(service: string, deploy: LastDeploy, _actor: Actor) {
    this.calls.push(['recordDeploy', service, deploy]);
  }

  async testReceiver(name: string, _actor: Actor) {
    this.calls.push(['testReceiver', name]);
    if (name !== 'pager') throw new FirebreakError('not-found', `there is no receiver "${name}"`);
    const step = { outcome: 'delivered', detail: 'r-1' } as const;
    return { receiver: name, trigger: step, resolve: step };
  }

  async reload(_actor: Actor) {
    this.calls.push(['reload']);
    if (this.refusal) throw this.refusal;
  }

  async backup(actor: Actor) {
    this.calls.push(['backup', actorText(actor)]);
    if (this.refusal) throw this.refusal;
    const folder = mkdtempSync(join(tmpdir(), 'firebreak-backup-'));
    const path = join(folder, '.copy');
    writeFileSync(path, STORE_BYTES);
    const remove = () => {
      this.calls.push(['removed']);
      rmSync(folder, { recursive: true });
    };
    return { path, remove };
  }

  logins: FirebreakApi['logins'] = undefined;
  prove = async (secret: string) => this.proofs.get(secret) ?? NO_TOKEN;
  tokens = () => [CI_TOKEN];

  async createToken(asked: AskedToken, actor: Actor) {
    this.calls.push(['createToken', asked, actorText(actor)]);
    return { token: CI_TOKEN, secret: 'fb_abc123_new' };
  }

  async rotateToken(which: string, graceMs: number, actor: Actor) {
    this.calls.push(['rotateToken', which, graceMs, actorText(actor)]);
    if (which !== CI_TOKEN.name) throw new FirebreakError('not-found', `there is no token ${which}`);
    return { token: CI_TOKEN, secret: 'fb_abc123_newer' };
  }

  async revokeToken(which: string, actor: Actor) {
    this.calls.push(['revokeToken', which, actorText(actor)]);
    return { ...CI_TOKEN, state: 'revoked' as const, revokedAt: NOW };
  }

  async audit(limit: number) {
    this.calls.push(['audit', limit]);
    return this.entries;
  }

  async noteRefusal(actor: Actor, act: Act, detail: string) {
    this.entries.push(auditEntry(actor, act, NOW, { outcome: 'refused', detail }));
  }

  readonly inbound: InboundApi = {
    alerts: async (alerts) => {
      this.calls.push(['alerts', alerts]);
      if (this.refusal) throw this.refusal;
      return { joined: 1, foreign: alerts.length - 1 };
    },
    pagerEvent: async (event, actor) => {
      this.calls.push(['pagerEvent', event, actorText(actor)]);
      if (this.refusal) throw this.refusal;
      return { kind: event.change === 'closed' ? 'noted' : 'acknowledged', incidentId: 'INC-7' };
    },
    deploy: async (message, services, deploy, actor) => {
      this.calls.push(['deploy', message, services, deploy, actorText(actor)]);
      if (this.refusal) throw this.refusal;
      return !this.toldBefore;
    },
    once: async (_, act) => (this.toldBefore ? undefined : act()),
    answerSlack: async (url, body) => void this.calls.push(['answerSlack', url, body]),
  };

  metrics = async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: 'up 1\n' });
}
