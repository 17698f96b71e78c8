import type { RollbackRun } from '../../../src/core/incident/mitigation.js';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../src/core/access/token.js';
import type { LastDeploy } from '../../../src/core/delivery/signal.js';
import type { IncidentEventKind } from '../../../src/core/incident/incident.js';
import type { ExclusionChange } from '../../../src/core/exclusions/changes.js';
import { auditEntry } from '../../../src/core/access/audit-entry.js';
import type { Store } from '../../../src/engine/ports.js';
import { tokenActor } from '../../support/actors.js';
import { allBefore, sampleEvent, sampleIncident, sampleRow, T0 } from '../../support/store-samples.js';

function change(at: number, action: ExclusionChange['action']): ExclusionChange {
  const times = [{ from: T0, to: T0 + 1.5 }];
  const selects = { slos: ['checkout/availability'], labels: { tier: '1' } };
  const what = {
    id: 'EXC-1',
    kind: 'correction',
    origin: 'api',
    selects,
    author: 'Ada',
    reason: 'probe “X”',
  } as const;
  return {
    at,
    action,
    by: 'Ada',
    reason: `because ${at}`,
    exclusion: { ...what, when: { kind: 'listed', times } },
  };
}

export function recordsContract(store: () => Store): void {
  describe('changes of exclusions', () => {
    it('are all there for a start, and the newest first for people, in the order in which they were made', async () => {
      // The second by an earlier clock.
      const [first, second, third] = [
        change(T0, 'added'),
        change(T0 - 5, 'withdrawn'),
        change(T0 + 5, 'added'),
      ];
      await store().commit({ at: T0, exclusionChanges: [first, second] });
      await store().commit({ at: T0, exclusionChanges: [third] });
      expect((await store().load()).exclusionChanges).toEqual([first, second, third]);
      expect(await store().exclusionChanges(2)).toEqual([third, second]);
    });

    it('are not forgotten with an SLO, or with time', async () => {
      await store().commit({ at: T0, exclusionChanges: [change(T0, 'added')] });
      await store().commit({ at: T0, forgetSlos: ['checkout/availability'] });
      await store().prune(allBefore(T0 + 1e12));
      expect(await store().exclusionChanges(10)).toHaveLength(1);
    });
  });

  describe('tokens', () => {
    const token: Token = {
      id: 'abc',
      name: 'ci',
      scope: 'operate',
      digest: 'd1',
      previous: undefined,
      createdAt: T0,
      createdBy: 'maria',
      expiresAt: T0 + 1e10,
      revokedAt: undefined,
      lastUsedAt: undefined,
    };
    const rotated = {
      ...token,
      digest: 'd2',
      previous: { digest: 'd1', until: T0 + 5 },
      expiresAt: undefined,
    };

    it('are there as they were written last', async () => {
      await store().commit({ at: T0, tokens: [token, { ...token, id: 'def', revokedAt: T0 + 1 }] });
      await store().commit({ at: T0, tokens: [rotated] });
      const tokens = [...(await store().tokens())].sort((a, b) => a.id.localeCompare(b.id));
      expect(tokens).toEqual([rotated, { ...token, id: 'def', revokedAt: T0 + 1 }]);
    });

    it('keep the newest use that was noted, whatever is written of them', async () => {
      await store().commit({ at: T0, tokens: [token] });
      for (const at of [T0 + 7, T0 + 3]) await store().noteTokenUse('abc', at);
      await store().noteTokenUse('nobody', T0);
      await store().commit({ at: T0, tokens: [rotated] });
      expect(await store().tokens()).toEqual([{ ...rotated, lastUsedAt: T0 + 7 }]);
    });
  });

  describe('sessions', () => {
    const session = { digest: 's1', name: 'maria', scope: 'read', begunAt: T0, lastSeenAt: T0 } as const;

    it('are found by their digest, until they end', async () => {
      await store().commit({ at: T0, sessions: [session, { ...session, digest: 's2' }] });
      for (const at of [T0 + 7, T0 + 3]) await store().noteSessionUse('s1', at);
      expect(await store().session('s1')).toEqual({ ...session, lastSeenAt: T0 + 7 });
      await store().commit({ at: T0, endedSessions: ['s1', 's9'] });
      expect(await store().session('s1')).toBeUndefined();
      expect(await store().session('s2')).toBeDefined();
    });

    it('go with time', async () => {
      await store().commit({ at: T0, sessions: [session, { ...session, digest: 's2', lastSeenAt: T0 + 1 }] });
      await store().prune(allBefore(T0 + 1));
      expect(await store().session('s1')).toBeUndefined();
      expect(await store().session('s2')).toBeDefined();
    });
  });

  describe('the audit log', () => {
    const acknowledged = { action: 'incident.acknowledge', target: 'INC-1' } as const;
    const done = auditEntry(tokenActor('ci', { onBehalfOf: 'maria' }), acknowledged, T0);
    const refused = auditEntry(tokenActor('li', { requestId: undefined }), acknowledged, T0 - 5, {
      outcome: 'refused',
      detail: 'conflict: INC-1 is resolved',
    });

    it('has the newest lines first, in the order in which they were written', async () => {
      await store().commit({ at: T0, audit: [done, refused] });
      await store().commit({ at: T0, audit: [done] });
      expect(await store().audit(2)).toEqual([done, refused]);
      expect(await store().audit(10)).toHaveLength(3);
    });

    it('is not forgotten with time, and has nothing of what could not be stored', async () => {
      await store().commit({ at: T0, audit: [done] });
      await store().prune(allBefore(T0 + 1e12));
      const orphan = sampleEvent({ incidentId: 'INC-404' });
      await expect(store().commit({ at: T0, incidentEvents: [orphan], audit: [done] })).rejects.toThrow();
      expect(await store().audit(10)).toEqual([done]);
    });
  });

  describe('messages from outside', () => {
    const seen = { source: 'PagerDuty', id: 'event-1', at: T0 };

    it('are known by source and id, until they are too old', async () => {
      await store().commit({ at: T0, inboundSeen: [seen] });
      expect(await store().wasSeen('PagerDuty', 'event-1')).toBe(true);
      expect(await store().wasSeen('GitHub', 'event-1')).toBe(false);
      await store().prune(allBefore(T0));
      expect(await store().wasSeen('PagerDuty', 'event-1')).toBe(true);
      await store().prune(allBefore(T0 + 1));
      expect(await store().wasSeen('PagerDuty', 'event-1')).toBe(false);
    });

    it('are taken once: with the second, nothing of its commit is written', async () => {
      await store().commit({ at: T0, inboundSeen: [seen] });
      const again = store().commit({
        at: T0,
        inboundSeen: [{ ...seen, at: T0 + 1 }],
        incidents: [sampleIncident()],
      });
      await expect(again).rejects.toThrow();
      expect(await store().incidents({ limit: 10 })).toEqual([]);
    });

    it('mean the incident whose alert was the newest under their key then', async () => {
      const row = (incidentId: string | undefined, at: number) => {
        const base = sampleRow();
        const id = `${base.signal.dedupKey}@${at}/trigger`;
        const signal = { ...base.signal, id, kind: 'trigger' as const, incidentId, at };
        return { ...base, id: `${id}>${base.receiver}`, createdAt: at, signal };
      };
      const key = row(undefined, T0).signal.dedupKey;
      const outbox = [row('INC-1', T0), row(undefined, T0 + 5), row('INC-2', T0 + 10)];
      await store().commit({ at: T0, outbox });
      expect(await store().incidentOfKey(key, T0 - 1)).toBeUndefined();
      expect(await store().incidentOfKey(key, T0 + 9)).toBe('INC-1');
      expect(await store().incidentOfKey(key, T0 + 10)).toBe('INC-2');
      expect(await store().incidentOfKey('another', T0 + 10)).toBeUndefined();
    });
  });

  describe('incidents', () => {
    it('finds them by state and service, newest first', async () => {
      await store().commit({
        at: T0,
        incidents: [
          sampleIncident({ id: 'INC-1', openedAt: T0, status: 'resolved' }),
          sampleIncident({ id: 'INC-3', openedAt: T0 + 5 }),
          sampleIncident({ id: 'INC-2', openedAt: T0 + 5, status: 'monitoring', service: 'search' }),
        ],
      });
      const ids = async (filter: Parameters<Store['incidents']>[0]) =>
        (await store().incidents(filter)).map(({ id }) => id);
      expect(await ids({ limit: 10 })).toEqual(['INC-3', 'INC-2', 'INC-1']);
      expect(await ids({ limit: 2 })).toEqual(['INC-3', 'INC-2']);
      expect(await ids({ open: true, limit: 10 })).toEqual(['INC-3', 'INC-2']);
      expect(await ids({ open: false, limit: 10 })).toEqual(['INC-1']);
      expect(await ids({ service: 'checkout', limit: 10 })).toEqual(['INC-3', 'INC-1']);
      expect(await ids({ open: true, service: 'search', limit: 10 })).toEqual(['INC-2']);
      expect(await ids({ service: 'nobody', limit: 10 })).toEqual([]);
      expect(await ids({ openedSince: T0 + 5, limit: 10 })).toEqual(['INC-3', 'INC-2']);
      expect(await ids({ openedSince: T0 + 6, limit: 10 })).toEqual([]);
    });

    it('goes on with the list where it was left, also among those that were opened at once', async () => {
      const opened = [3, 9, 10, 2].map((number) =>
        sampleIncident({ id: `INC-${number}`, openedAt: number === 3 ? T0 + 1 : T0 }),
      );
      await store().commit({ at: T0, incidents: opened });
      const after = async (id: string, openedAt: number) =>
        (await store().incidents({ before: { id, openedAt }, limit: 10 })).map((incident) => incident.id);
      expect(await after('INC-3', T0 + 1)).toEqual(['INC-10', 'INC-9', 'INC-2']);
      expect(await after('INC-10', T0)).toEqual(['INC-9', 'INC-2']);
      expect(await after('INC-2', T0)).toEqual([]);
    });

    it('finds them by their ids, as many as are asked for', async () => {
      const incidents = [sampleIncident({ id: 'INC-1' }), sampleIncident({ id: 'INC-2', service: 'search' })];
      await store().commit({ at: T0, incidents });
      const many = Array.from({ length: 1200 }, (_, index) => `INC-${1200 - index}`);
      expect([...(await store().incidentsById(many)).values()].map(({ service }) => service).sort()).toEqual([
        'checkout',
        'search',
      ]);
      expect((await store().incidentsById(['INC-2', 'INC-3'])).get('INC-2')).toMatchObject({
        service: 'search',
      });
      expect((await store().incidentsById([])).size).toBe(0);
    });

    it('keeps what somebody said of gates, and of SLOs nothing by that', async () => {
      const override = {
        service: 'checkout',
        decision: 'allow',
        until: T0 + 9,
        by: 'ada',
        reason: 'fix',
        at: T0,
      };
      await store().commit({ at: T0, states: [{ kind: 'gate', key: 'checkout', value: override }] });
      const next = { ...override, decision: 'block' };
      await store().commit({ at: T0, states: [{ kind: 'gate', key: 'checkout', value: next }] });
      expect(await store().gateOverrides()).toEqual(new Map([['checkout', next]]));
    });

    it('finds resolved ones while people who were called are still to hear of it', async () => {
      const call = { seq: 2, person: 'alice', receiver: 'mail', to: 'a@example.org', as: 'primary', at: T0 };
      const calls = [{ ...call, shadowOf: 'bob' }];
      await store().commit({
        at: T0,
        incidents: [
          sampleIncident({ id: 'INC-1' }),
          sampleIncident({ id: 'INC-2', status: 'resolved', calls }),
          sampleIncident({ id: 'INC-3', status: 'resolved', calls, callsOver: 1 }),
        ],
      });
      const ids = async (filter: Partial<Parameters<Store['incidents']>[0]>) =>
        (await store().incidents({ ...filter, limit: 9 })).map(({ id }) => id).sort();
      expect(await ids({ unsettled: true })).toEqual(['INC-1', 'INC-2']);
      expect(await ids({ open: true })).toEqual(['INC-1']);
      expect(await ids({ open: false })).toEqual(['INC-2', 'INC-3']);
      expect((await store().load()).openIncidents.map(({ id }) => id)).toEqual(['INC-1']);
    });

    it('finds resolved ones while somebody who was told has not heard of the end', async () => {
      const told = { countFrom: T0, stage: 'quiet', sent: 1, missed: 0, firstSentAt: T0 } as const;
      const resolved = (id: string, lastSentAt: number, allClear: number) =>
        sampleIncident({
          id,
          status: 'resolved',
          phase: 'resolved',
          resolvedAt: T0 + 5,
          updates: { customers: { ...told, lastSentAt, allClear } },
        });
      const incidents = [resolved('INC-1', T0, 1), resolved('INC-2', T0, 2), resolved('INC-3', T0 + 6, 0)];
      await store().commit({ at: T0, incidents });
      expect(await store().incidents({ unsettled: true, limit: 9 })).toEqual([incidents[0]]);
      expect(await store().incidents({ open: true, limit: 9 })).toEqual([]);
    });

    it('finds resolved ones while a rollback of theirs has not been answered', async () => {
      const before = { kind: 'unknown', reason: 'no SLI watches it' } as const;
      const rollback = (outcome: RollbackRun['outcome']) => {
        const run = { receiver: 'deployer', reason: 'errors', version: undefined, from: undefined };
        return { ...run, expiresAt: T0 + 9, outcome, endedAt: undefined };
      };
      const mitigated = (id: string, outcome: RollbackRun['outcome']) => {
        const done = { number: 1, what: 'rollback', text: '(errors)', by: 'ada', at: T0, before } as const;
        const mitigations = [{ ...done, after: undefined, rollback: rollback(outcome) }];
        return sampleIncident({ id, status: 'resolved', mitigations });
      };
      const incidents = [mitigated('INC-1', 'asked'), mitigated('INC-2', 'taken')];
      await store().commit({ at: T0, incidents });
      expect(await store().incidents({ unsettled: true, limit: 9 })).toEqual([incidents[0]]);
      expect(await store().incidents({ open: true, limit: 9 })).toEqual([]);
    });

    it('gives one by its id', async () => {
      const incident = sampleIncident({ id: 'INC-7', acknowledgedAt: T0, acknowledgedBy: 'Ada' });
      await store().commit({ at: T0, incidents: [incident] });
      expect(await store().incident('INC-7')).toEqual(incident);
      expect(await store().incident('INC-8')).toBeUndefined();
    });

    it('keeps a timeline in its order, and never rewrites it', async () => {
      const incidents = [sampleIncident(), sampleIncident({ id: 'INC-2' })];
      const [first, second] = [sampleEvent(), sampleEvent({ seq: 2, at: T0 - 9, kind: 'acknowledged' })];
      await store().commit({ at: T0, incidents, incidentEvents: [second] });
      await store().commit({
        at: T0,
        incidentEvents: [
          sampleEvent({ seq: 2, text: 'forged' }),
          first,
          sampleEvent({ incidentId: 'INC-2' }),
        ],
      });
      expect(await store().timeline('INC-1')).toStrictEqual([first, second]);
      expect(await store().timeline('INC-2')).toHaveLength(1);
      expect(await store().timeline('INC-3')).toEqual([]);
    });

    it('gives the events of one kind of several incidents at once', async () => {
      const of = (incidentId: string, seq: number, kind: IncidentEventKind) =>
        sampleEvent({ incidentId, seq, kind });
      const [first, later, other] = [
        of('INC-1', 1, 'impact-recorded'),
        of('INC-1', 3, 'impact-recorded'),
        of('INC-2', 1, 'impact-recorded'),
      ];
      await store().commit({
        at: T0,
        incidents: ['INC-1', 'INC-2', 'INC-3'].map((id) => sampleIncident({ id })),
        incidentEvents: [
          later,
          other,
          first,
          of('INC-1', 2, 'acknowledged'),
          of('INC-3', 1, 'impact-recorded'),
        ],
      });
      const found = await store().eventsOf(['INC-2', 'INC-1', 'INC-9'], 'impact-recorded');
      expect(found).toStrictEqual([first, later, other]);
      expect(await store().eventsOf([], 'impact-recorded')).toEqual([]);
    });
  });

  describe('deploys', () => {
    it('keeps the newest of each service, whatever the order in which they are told', async () => {
      const tell = (service: string, deploy: LastDeploy) =>
        store().commit({ at: T0, deploys: [{ service, ...deploy }] });
      await tell('checkout', { version: 'v2', at: T0, url: 'https://ci.example/2' });
      await tell('checkout', { version: 'v1', at: T0 - 1 });
      await tell('search', { version: 'v8', at: T0, url: 'https://ci.example/8' });
      await tell('search', { version: 'v9', at: T0 + 1 });
      const deploys = await store().lastDeploys();
      expect(new Map(deploys)).toStrictEqual(
        new Map<string, object>([
          ['checkout', { version: 'v2', at: T0, url: 'https://ci.example/2' }],
          ['search', { version: 'v9', at: T0 + 1 }],
        ]),
      );
    });
  });
}
