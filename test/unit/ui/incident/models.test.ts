import { describe, expect, it } from 'vitest';
import { possibleSteps } from '../../../../src/core/incident/possible-steps.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import type { Incident } from '../../../../src/core/incident/incident.js';
import type { IncidentOutlook, IncidentSummary, TimelineEntry } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { bodyOf, initialValues } from '../../../../src/ui/pages/incident/model/action.js';
import { actionsOf, movesOf } from '../../../../src/ui/pages/incident/model/actions.js';
import { chartOf } from '../../../../src/ui/pages/incident/model/chart.js';
import { dueList } from '../../../../src/ui/pages/incident/model/due.js';
import { takeOpenRole } from '../../../../src/ui/pages/incident/model/people.js';
import { matching } from '../../../../src/ui/pages/incident/model/shortcuts.js';
import {
  entriesShown,
  newsOf,
  timelineView,
  typedInstant,
} from '../../../../src/ui/pages/incident/model/timeline.js';
import type { Life } from '../../core/incident/life.js';
import { lifeIn } from '../../core/incident/life.js';

function known(life: Life) {
  const incident = life.incident as Incident;
  const around = { openChildren: [], otherOpen: undefined, recoveryNow: undefined, rollbackHook: undefined };
  const steps = possibleSteps(incident, around, 0, DEFAULT_INCIDENT_POLICY);
  return {
    incident: jsonView(incident) as IncidentSummary,
    outlook: jsonView({ steps, vendors: [], otherRollback: undefined }) as Pick<
      IncidentOutlook,
      'steps' | 'vendors' | 'otherRollback'
    >,
    names: ['maria'],
    others: ['INC-9'],
  };
}

const entry = (seq: number, text: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  incidentId: 'INC-7',
  seq,
  at: new Date(Date.UTC(2026, 10, 23, 2, seq)).toISOString(),
  kind: 'noted',
  by: 'maria',
  text,
  data: {},
  ...more,
});

describe('actions', () => {
  it('has what can be done first, and says once why the rest cannot', () => {
    const { possible, refused } = movesOf(actionsOf(known(lifeIn('declared'))));
    expect(possible.map(({ id }) => id)).toEqual(['acknowledge']);
    expect(refused).toEqual([
      {
        reason: 'INC-7 is declared: acknowledge it first',
        labels: ['Investigate', 'Cause is identified', 'Mitigate', 'Watch its recovery'],
      },
      { reason: expect.stringMatching(/^it is declared: watch its recovery first/), labels: ['Resolve'] },
    ]);
  });

  it('asks for a rollback once more where another incident has asked for it', () => {
    const given = known(lifeIn('investigating'));
    const rollback = (otherRollback: IncidentOutlook['otherRollback']) =>
      actionsOf({ ...given, outlook: { ...given.outlook, otherRollback } }).find(
        ({ id }) => id === 'rollback',
      );
    expect(rollback(null)).toMatchObject({ label: 'Roll back', fixed: { again: false } });
    const other = { incident: 'INC-3', mitigation: 2, outcome: 'taken' } as const;
    expect(rollback(other)).toMatchObject({ label: 'Roll back once more', fixed: { again: true } });
    expect(JSON.stringify(rollback(other)?.fields)).toContain('asked for this by M2 of INC-3');
  });

  it('takes the first role that is open, and says why none can be taken', () => {
    const { incident } = known(lifeIn('declared'));
    expect(takeOpenRole(incident, 'maria')).toMatchObject({
      refused: null,
      fixed: { role: 'commander', to: 'maria' },
    });
    const led = { ...incident, roles: { ...incident.roles, commander: 'maria' } };
    expect(takeOpenRole(led, 'maria')).toMatchObject({ refused: null, fixed: { role: 'communications' } });
    expect(takeOpenRole(led, '').refused).toBe('log in first, with your name');
    const all = { commander: 'a', communications: 'b', 'technical-lead': 'c', scribe: 'd' };
    expect(takeOpenRole({ ...incident, roles: all }, 'maria').refused).toBe('every role has somebody');
    const { incident: over } = known(lifeIn('closed'));
    expect(takeOpenRole(over, 'maria').refused).toBe('INC-7 is closed');
  });

  it('gives every key to one action', () => {
    const keys = actionsOf(known(lifeIn('investigating'))).flatMap(({ key }) => key ?? []);
    expect(new Set([...keys, 'n', 'u', 'k', 't', '?', '/']).size).toBe(keys.length + 6);
  });

  it('sends what was said, and nothing that was left empty', () => {
    const split = actionsOf(known(lifeIn('investigating'))).find(({ id }) => id === 'split');
    if (!split) throw new Error('it can be split');
    const values = { ...initialValues(split.fields), title: ' the cache ', entries: '3, 12' };
    expect(bodyOf(split, values)).toEqual({ title: 'the cache', severity: 'sev3', entries: [3, 12] });
  });

  it('finds commands by parts of their words, what can be done first', () => {
    const actions = actionsOf(known(lifeIn('declared')));
    expect(matching(actions, 're hyp')).toEqual([]);
    expect(matching(actions, 'sev cha').map(({ id }) => id)).toEqual(['severity']);
    expect(matching(actions, '').at(-1)?.refused).not.toBeNull();
  });
});

describe('the timeline', () => {
  const timeline = [
    entry(1, 'INC-7 is declared', { kind: 'declared', by: 'engine' }),
    entry(2, 'the pool is full'),
    entry(3, 'a deploy began', { data: { happenedAt: Date.UTC(2026, 10, 23, 1) }, by: 'paul' }),
    entry(4, 'entry 2 is starred', { kind: 'starred' }),
    entry(5, 'H1: the pool', { kind: 'hypothesis-stated' }),
  ];
  const shown = (query: string) =>
    entriesShown(timeline, [2], timelineView(new URLSearchParams(query))).map(({ seq }) => seq);

  it('stands each entry where it happened, and narrows them down', () => {
    expect(shown('')).toEqual([5, 2, 1, 3]);
    expect(shown('kind=causes')).toEqual([5]);
    expect(shown('kind=people&q=POOL')).toEqual([5, 2]);
    expect(shown('by=paul')).toEqual([3]);
    expect(shown('starred=yes')).toEqual([2]);
    expect(shown('kind=nonsense')).toEqual([5, 2, 1, 3]);
  });

  it('says what is new in one sentence, and nothing of one’s own', () => {
    expect(newsOf(4, timeline, undefined)).toBe('H1: the pool');
    expect(newsOf(1, timeline, undefined)).toBe('3 new entries, the last: H1: the pool');
    expect(newsOf(1, timeline, 'maria')).toBe('a deploy began');
    expect(newsOf(5, timeline, undefined)).toBeUndefined();
  });

  it('takes times of the last day and whole ones, in UTC', () => {
    const now = Date.UTC(2026, 10, 23, 2, 30);
    expect(typedInstant('02:14', now)).toBe('2026-11-23T02:14:00.000Z');
    expect(typedInstant('23:50', now)).toBe('2026-11-22T23:50:00.000Z');
    expect(typedInstant('2026-11-20 9:00', now)).toBeUndefined();
    expect(typedInstant('2026-11-20 09:00', now)).toBe('2026-11-20T09:00:00.000Z');
    expect(typedInstant('25:00', now)).toBeUndefined();
    expect(typedInstant('soon', now)).toBeUndefined();
  });
});

it('lists what is due, the nearest first', () => {
  const clocks = [
    { of: 'cause', hypothesis: null, dueAt: '2026-11-23T03:00:00.000Z' },
    { of: 'hypothesis', hypothesis: 1, dueAt: '2026-11-23T02:40:00.000Z' },
  ] as const;
  const life = lifeIn('investigating');
  life.do({ kind: 'state-hypothesis', text: 'the pool', by: 'maria' });
  const { hypotheses, status } = known(life).incident;
  const called = { people: [], receivers: ['bridge'], nobody: [] };
  const next = { policyId: 'p', step: 2, steps: 3, at: '2026-11-23T02:50:00.000Z', called };
  expect(dueList({ hypotheses, status }, { clocks, next, vendors: [] }, []).map(({ text }) => text)).toEqual([
    'H1 is decided: the pool',
    'bridge is called, if nobody answers',
    'The cause is known',
  ]);
});

it('draws nothing where nothing was seen, and hatches it', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute)).toISOString();
  const sli = {
    kind: 'seen',
    sloId: 'shop/up',
    errorBudget: 0.01,
    failingSince: at(0),
    stepMs: 60_000,
    points: [
      { at: at(0), badEvents: 1, totalEvents: 4, coverage: 1 },
      { at: at(1), badEvents: 0, totalEvents: 0, coverage: 1 },
      { at: at(2), badEvents: 0, totalEvents: 9, coverage: 0.2 },
      { at: at(3), badEvents: 0, totalEvents: 0, coverage: 0 },
    ],
  } as const;
  const { data, summary } = chartOf(sli, at(1));
  expect(data.lines.map(({ values }) => values)).toEqual([[0.25, null, null, null]]);
  expect(data.times[0]).toBe(Date.parse(at(1)));
  expect(data.unseen).toEqual([{ from: Date.parse(at(2)), to: Date.parse(at(4)) }]);
  expect(data.marks?.map(({ at: when, label }) => [label, when])).toEqual([
    ['failing since', Date.parse(at(0))],
    ['declared', Date.parse(at(1))],
  ]);
  expect(summary).toBe(
    'shop/up, each point over 1m. Highest 25 %, last 25 %; hatched where less than half was seen.',
  );
  expect(chartOf({ ...sli, points: [] }, at(1)).summary).toMatch(/Nothing was seen in this time/);
});
