import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEngineState } from '../../../../src/engine/engine-state.js';
import { sloRow } from '../../../../src/engine/queries/slo-rows.js';
import type { SloRow } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { withParam } from '../../../../src/ui/words/params.js';
import { headline } from '../../../../src/ui/pages/overview/headline.js';
import {
  choicesOf,
  chosen,
  countStates,
  linesOf,
  SORT_KEYS,
  viewOf,
} from '../../../../src/ui/pages/overview/view.js';
import { testConfig } from '../../../support/engine-harness.js';
import { blindSlo, burningSlo, healthySlo, NOW } from '../../../support/slo-statuses.js';

const row = (status: Parameters<typeof sloRow>[0]) =>
  jsonView(sloRow(status, newEngineState(testConfig), NOW)) as SloRow;
const rows = [
  row(healthySlo({ service: 'search', name: 'quick', owner: 'finders', labels: { tier: '2' } })),
  row(healthySlo()),
  row(blindSlo()),
  row(burningSlo()),
];
const seen = (query: string) => chosen(rows, viewOf(new URLSearchParams(query))).map(({ id }) => id);

describe('the view of an address', () => {
  it('puts first what needs attention: what burns, what is unknown, the rest', () => {
    const states = chosen(rows, viewOf(new URLSearchParams())).map(({ state }) => state);
    expect(states).toEqual(['page', 'unknown', 'ok', 'ok']);
  });

  it('filters by words, state, service, owner and label', () => {
    expect(seen('q=FIND')).toEqual(['search/quick']);
    expect(seen('q=search+quick')).toEqual(['search/quick']);
    expect(seen('q=search+slow')).toEqual([]);
    expect(seen('service=search')).toEqual(['search/quick']);
    expect(seen('owner=finders')).toEqual(['search/quick']);
    expect(seen('label=tier%3D2')).toEqual(['search/quick']);
    expect(seen('state=page')).toEqual([row(burningSlo()).id]);
    expect(seen('state=nonsense')).toHaveLength(4);
  });

  it('offers each service, owner and label once, in order', () => {
    expect(choicesOf([...rows, ...rows])).toEqual(choicesOf(rows));
    expect(choicesOf(rows).services).toEqual([...new Set(rows.map(({ service }) => service))].sort());
    expect(choicesOf(rows).labels).toContain('tier=2');
    expect(choicesOf(rows).owners).toEqual([...new Set(rows.flatMap(({ owner }) => owner ?? []))].sort());
  });

  it('orders by each column both ways, and an unknown budget never stands as the fullest or the emptiest by chance', () => {
    for (const key of SORT_KEYS) {
      const up = seen(`sort=${key}`);
      expect([...up].sort()).toEqual([...seen(`sort=-${key}`)].sort());
      expect(up).toHaveLength(4);
    }
    expect(seen('sort=budget').at(-1)).toBe(row(blindSlo()).id);
    expect(seen('sort=name')).toEqual([...seen('sort=name')].sort());
  });

  it('has a heading for each service, where its first SLO stands', () => {
    const lines = linesOf(chosen(rows, viewOf(new URLSearchParams('group=service'))), true);
    const heads = lines.flatMap((line) => (line.kind === 'service' ? [`${line.service} ${line.slos}`] : []));
    expect(heads[0]).toMatch(/^checkout-api/);
    expect(lines).toHaveLength(4 + heads.length);
  });

  it('says only what is chosen', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const params = withParam(new URLSearchParams('q=a'), 'owner', value);
        expect(params.get('owner') ?? '').toBe(value);
        expect(withParam(params, 'owner', undefined).toString()).toBe('q=a');
      }),
    );
  });
});

it('the headline counts what burns, what is unknown, and what has no budget left', () => {
  expect(countStates(rows)).toEqual({ page: 1, ticket: 0, unknown: 1, ok: 2 });
  expect(headline(rows)).toBe('1 of 4 SLOs burning, 1 unknown');
  expect(headline(rows.slice(0, 2))).toBe('None of 2 SLOs burning');
  expect(headline([])).toBe('No SLOs yet');
  const spent = rows.map((one) => ({ ...one, budget: { ...one.budget, exhaustion: 'exhausted' as const } }));
  expect(headline(spent.slice(0, 1))).toBe('None of 1 SLO burning, 1 with its budget spent');
  expect(headline(spent.slice(0, 2))).toBe('None of 2 SLOs burning, 2 with their budget spent');
});

describe('a row of the overview', () => {
  const [, healthy] = rows;
  const policy = { band: 'unknown', consequence: 'unknown', gate: 'unknown', since: undefined } as const;

  it('says nothing of a budget that the policy cannot go by', () => {
    expect(healthy?.budget).toMatchObject({ kind: 'measured', exhaustion: expect.any(String) });
    expect(row(healthySlo({ policy })).budget).toMatchObject({
      kind: 'unknown',
      remaining: null,
      exhaustion: null,
    });
  });

  it('counts the tiers that can be judged', () => {
    const { tiers } = healthySlo();
    const [first, ...rest] = tiers;
    if (!first) throw new Error('it has none');
    expect(healthy?.judged).toEqual({ tiers: tiers.length, of: tiers.length });
    const partly = [first, ...rest.map((each) => ({ ...each, verdict: 'unknown' as const }))];
    expect(row(healthySlo({ tiers: partly })).judged).toEqual({ tiers: 1, of: tiers.length });
  });
});
