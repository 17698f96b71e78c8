import { lifeIn } from './life.js';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import type { IncidentEvent, IncidentEventKind } from '../../../../src/core/incident/incident.js';
import { fromStored, type StoredIncident } from '../../../../src/core/incident/stored.js';

/** A row as the version before phases wrote it. */
const OLD: StoredIncident = {
  id: 'INC-3',
  sloId: 'checkout/availability',
  service: 'checkout',
  slo: 'availability',
  title: 'checkout/availability burns its error budget',
  severity: 'sev3',
  severityReason: '10 % of events failing: at most a quarter',
  status: 'open',
  openedAt: 1000,
  failingSince: 500,
  acknowledgedAt: undefined,
  acknowledgedBy: undefined,
  acknowledgedVia: undefined,
  alertEndedAt: undefined,
  resolvedAt: undefined,
  tiers: [],
  eventCount: 1,
};
const DECLARED: IncidentEvent = {
  incidentId: 'INC-3',
  seq: 1,
  at: 1000,
  kind: 'declared',
  by: 'engine',
  text: 'checkout/availability burns its error budget',
  data: {
    sloId: OLD.sloId,
    service: OLD.service,
    slo: OLD.slo,
    title: OLD.title,
    severity: 'sev3',
    reason: OLD.severityReason,
    failingSince: 500,
  },
};
const ACK = { acknowledgedAt: 2000, acknowledgedBy: 'maria', acknowledgedVia: 'API' };

describe('an incident of the version before phases', () => {
  it.each<[IncidentEventKind[], Partial<StoredIncident>, string]>([
    [[], {}, 'declared'],
    [['acknowledged'], ACK, 'acknowledged'],
    [['alert-ended'], { status: 'monitoring', alertEndedAt: 2000 }, 'monitoring'],
    [['acknowledged', 'alert-ended'], { ...ACK, status: 'monitoring', alertEndedAt: 3000 }, 'monitoring'],
    [['acknowledged', 'alert-ended', 'alert-resumed'], ACK, 'acknowledged'],
    [['alert-ended', 'resolved'], { status: 'resolved', alertEndedAt: 2000, resolvedAt: 3000 }, 'resolved'],
  ])('with %j is loaded as its events give it', (kinds, changed, phase) => {
    const events = kinds.map((kind, i) => ({
      ...DECLARED,
      seq: i + 2,
      at: 2000 + i * 1000,
      kind,
      by: kind === 'acknowledged' ? 'maria' : 'engine',
      data: kind === 'acknowledged' ? { via: 'API' } : {},
    }));
    const stored = JSON.parse(JSON.stringify({ ...OLD, ...changed, eventCount: kinds.length + 1 }));
    const loaded = fromStored(stored as StoredIncident);
    // An older version has not kept when its alert came back.
    const { openedAt: answersFrom } = OLD;
    expect(loaded).toEqual({ ...replayIncident([DECLARED, ...events]), answersFrom });
    expect(loaded.phase).toBe(phase);
  });
});

it('has every field of its parts, whatever JSON has left out', () => {
  const life = lifeIn('investigating');
  life.do({ kind: 'state-hypothesis', text: 'the pool', by: 'maria' });
  const before = { kind: 'unknown', reason: 'no SLI watches it' } as const;
  life.do({ kind: 'mitigate', mitigation: 'scale', text: 'more of them', before, by: 'maria' });
  const [route] = [{ name: 'portal', via: 'url', to: 'https://support.payco.example' }] as const;
  const payco = { id: 'payco', name: 'PayCo', services: [], routes: [route], steps: [] } as const;
  const known = { ...payco, contract: undefined, account: undefined, response: undefined } as const;
  life.do({ kind: 'open-vendor-case', vendor: 'payco', known, reason: 'captures hang', by: 'maria' });
  life.do({ kind: 'make-share-link', for: 'PayCo', digest: 'd', holds: 1000, by: 'maria' });
  const loaded = fromStored(JSON.parse(JSON.stringify(life.incident)) as StoredIncident);
  expect([loaded.vendorCases.length, loaded.shareLinks.length]).toEqual([1, 1]);
  expect(loaded).toStrictEqual(life.incident);
});
