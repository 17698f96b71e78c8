import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyIncidentEvent, replayIncident } from '../../../../src/core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../../../../src/core/incident/decide.js';
import type { Incident, IncidentEvent } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { scoreSeverity } from '../../../../src/core/incident/score-severity.js';
import { MINUTE } from '../../../../src/core/time/duration.js';

function scoredFor(errorRatio: number) {
  const nothing = { burn: undefined, budget: undefined, sla: undefined, serviceTier: undefined };
  const errorRatioOver = 5 * MINUTE;
  return scoreSeverity({ ...nothing, errorRatio, errorRatioOver }, DEFAULT_INCIDENT_POLICY);
}

const declare: IncidentCommand = {
  kind: 'declare',
  incidentId: 'INC-7',
  sloId: 'checkout/availability',
  service: 'checkout',
  slo: 'availability',
  title: 'checkout/availability burns its error budget',
  scored: scoredFor(0.1),
  errorRatio: 0.1,
  failingSince: 5,
};
const end: IncidentCommand = { kind: 'end-alert', text: 'the page has ended' };
const resume: IncidentCommand = { kind: 'resume-alert', text: 'the alert is back' };
const ack: IncidentCommand = { kind: 'acknowledge', by: 'ada', via: 'API' };
const tick: IncidentCommand = { kind: 'tick', monitorFor: 30 * MINUTE };
const resolve: IncidentCommand = { kind: 'resolve', text: 'the SLO was removed' };
const score = (ratio: number): IncidentCommand => ({ kind: 'score', scored: scoredFor(ratio) });
const join = (policyId: string): IncidentCommand => ({ kind: 'join-tier', policyId, text: policyId });
const clear = (policyId: string): IncidentCommand => ({ kind: 'clear-tier', policyId, text: policyId });

interface Told {
  readonly incident: Incident | undefined;
  readonly events: readonly IncidentEvent[];
  readonly rejections: readonly string[];
}

/** Puts one command after the other to an incident, each at its minute. */
function tell(commands: readonly (readonly [minute: number, command: IncidentCommand])[]): Told {
  let incident: Incident | undefined;
  const events: IncidentEvent[] = [];
  const rejections: string[] = [];
  for (const [minute, command] of commands) {
    const decision = decideIncident(incident, command, minute * MINUTE, DEFAULT_INCIDENT_POLICY);
    if (decision.kind === 'rejected') rejections.push(decision.reason);
    else {
      for (const event of decision.events) {
        incident = applyIncidentEvent(incident, event);
        events.push(event);
      }
    }
  }
  return { incident, events, rejections };
}
const kinds = (told: Told) => told.events.map(({ kind }) => kind);

describe('decideIncident', () => {
  it('declares with everything that is known', () => {
    expect(tell([[2, declare]]).incident).toEqual({
      id: 'INC-7',
      sloId: 'checkout/availability',
      service: 'checkout',
      slo: 'availability',
      title: 'checkout/availability burns its error budget',
      severity: 'sev3',
      severityReason: '10 % of events failing over 5m (at most 25 %: SEV3)',
      status: 'open',
      phase: 'declared',
      returnsTo: 'declared',
      overruled: undefined,
      impactBaseline: 0.1,
      severityAt: 2 * MINUTE,
      escalated: [],
      answersFrom: 2 * MINUTE,
      calls: [],
      callsOver: 0,
      updates: {},
      hypotheses: [],
      vendorCases: [],
      shared: [],
      shareLinks: [],
      mitigations: [],
      starred: [],
      attached: [],
      mergedBefore: [],
      apart: [],
      children: [],
      roles: {},
      openedAt: 2 * MINUTE,
      failingSince: 5,
      acknowledgedAt: undefined,
      acknowledgedBy: undefined,
      acknowledgedVia: undefined,
      alertEndedAt: undefined,
      resolvedAt: undefined,
      tiers: [],
      eventCount: 1,
    });
  });

  it('is watched after its alert and resolved after a quiet while, not before', () => {
    const early = tell([
      [0, declare],
      [10, end],
      [39, tick],
    ]);
    expect(early.incident).toMatchObject({ status: 'monitoring', alertEndedAt: 10 * MINUTE });
    const late = tell([
      [0, declare],
      [10, end],
      [40, tick],
    ]);
    expect(late.incident).toMatchObject({ status: 'resolved', resolvedAt: 40 * MINUTE });
  });

  it('begins the quiet while anew when the alert comes back', () => {
    const told = tell([
      [0, declare],
      [10, end],
      [20, resume],
      [45, tick],
      [50, end],
      [79, tick],
      [80, tick],
    ]);
    expect(kinds(told)).toEqual(['declared', 'alert-ended', 'alert-resumed', 'alert-ended', 'resolved']);
    expect(told.incident?.resolvedAt).toBe(80 * MINUTE);
  });

  it('never resolves while its alert is open', () => {
    expect(
      tell([
        [0, declare],
        [100_000, tick],
      ]).incident?.status,
    ).toBe('open');
  });

  it('raises its severity and never lowers it', () => {
    const told = tell([
      [0, declare],
      [1, score(0.5)],
      [2, score(0.1)],
      [3, score(0.95)],
      [4, score(0.5)],
    ]);
    expect(kinds(told)).toEqual(['declared', 'severity-raised', 'severity-raised']);
    expect(told.incident).toMatchObject({
      severity: 'sev1',
      severityReason: '95 % of events failing over 5m (more than 90 %: SEV1)',
    });
  });

  it('is acknowledged once, by somebody', () => {
    const told = tell([
      [0, declare],
      [1, { kind: 'acknowledge', by: '  ', via: 'API' }],
      [2, ack],
      [3, { kind: 'acknowledge', by: 'bob', via: 'API' }],
    ]);
    expect(told.rejections).toEqual(['say who acknowledges']);
    expect(told.incident).toMatchObject({
      acknowledgedBy: 'ada',
      acknowledgedVia: 'API',
      acknowledgedAt: 2 * MINUTE,
    });
    expect(told.events.at(-1)).toMatchObject({ kind: 'acknowledged', by: 'ada' });
  });

  it('knows which tiers are over', () => {
    const told = tell([
      [0, declare],
      [0, join('a')],
      [1, join('a')],
      [2, join('b')],
      [3, clear('a')],
      [4, clear('x')],
    ]);
    expect(kinds(told)).toEqual(['declared', 'tier-joined', 'tier-joined', 'tier-cleared']);
    expect(told.incident?.tiers).toEqual(['b']);
  });

  it('writes down when sight was lost and regained', () => {
    const told = tell([
      [0, declare],
      [1, { kind: 'lose-sight', text: 'no data' }],
      [2, { kind: 'regain-sight' }],
    ]);
    expect(kinds(told)).toEqual(['declared', 'sight-lost', 'sight-regained']);
    expect(told.incident?.status).toBe('open');
  });

  it('rejects what comes before its declaration, after its end, and a second declaration', () => {
    expect(tell([[0, ack]]).rejections).toEqual(['there is no such incident']);
    const late = tell([
      [0, declare],
      [1, declare],
      [2, resolve],
      [3, ack],
      [4, resume],
      [5, tick],
    ]);
    expect(late.rejections).toEqual(['it is declared already', 'INC-7 is resolved', 'INC-7 is resolved']);
    expect(kinds(late)).toEqual(['declared', 'resolved']);
  });

  it('keeps a history without holes that gives the incident back, whatever happens', () => {
    const command = fc.oneof(
      fc.constantFrom(declare, end, resume, ack, tick, resolve),
      fc.constantFrom('a', 'b', 'c').chain((id) => fc.constantFrom(join(id), clear(id))),
      fc.double({ min: 0, max: 1, noNaN: true }).map(score),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const told = tell(commands.map((each, i) => [i * 20, each] as const));
        expect(told.events.map(({ seq }) => seq)).toEqual(told.events.map((_, i) => i + 1));
        expect(replayIncident(told.events)).toEqual(told.incident);
        expect(kinds(told).filter((kind) => kind === 'resolved').length).toBeLessThanOrEqual(1);
        const resolved = kinds(told).indexOf('resolved');
        if (resolved !== -1) expect(resolved).toBe(told.events.length - 1);
      }),
    );
  });
});
