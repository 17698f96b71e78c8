import type { SloRow } from '../../../http/answers.js';
import { GATES, STATES, type SloState } from '../../words/states.js';

/** How the list is looked at; all of it stands in the URL. */
export interface View {
  readonly text: string;
  readonly states: readonly SloState[];
  readonly service: string | undefined;
  readonly owner: string | undefined;
  /** `tier=1`. */
  readonly label: string | undefined;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly grouped: boolean;
}

export const SORT_KEYS = ['attention', 'name', 'budget', 'burn', 'exhaustion', 'coverage'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export function viewOf(params: URLSearchParams): View {
  const sort = params.get('sort') ?? '';
  const states = (params.get('state') ?? '').split(',');
  return {
    text: params.get('q') ?? '',
    states: STATES.filter((state) => states.includes(state)),
    service: params.get('service') ?? undefined,
    owner: params.get('owner') ?? undefined,
    label: params.get('label') ?? undefined,
    sort: SORT_KEYS.find((key) => key === sort.replace(/^-/, '')) ?? 'attention',
    descending: sort.startsWith('-'),
    grouped: params.get('group') === 'service',
  };
}

/** Those that the view asks for, in its order. */
export function chosen(rows: readonly SloRow[], view: View): readonly SloRow[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (row) =>
      (view.states.length === 0 || view.states.includes(row.state)) &&
      (view.service === undefined || row.service === view.service) &&
      (view.owner === undefined || row.owner === view.owner) &&
      (view.label === undefined || hasLabel(row, view.label)) &&
      words.every((word) => textOf(row).includes(word)),
  );
  const order = ORDERS[view.sort];
  const sorted = found.sort((a, b) => order(a, b) * (view.descending ? -1 : 1) || compareText(a.id, b.id));
  return sorted;
}

/** A line of the list: a service's heading, or an SLO. */
export type Line =
  | { readonly kind: 'service'; readonly service: string; readonly slos: number }
  | { readonly kind: 'slo'; readonly row: SloRow };

/** The list with a heading before each service, which stands where its first SLO does. */
export function linesOf(rows: readonly SloRow[], grouped: boolean): readonly Line[] {
  if (!grouped) return rows.map((row) => ({ kind: 'slo', row }));
  const services = new Map<string, SloRow[]>();
  for (const row of rows) {
    const own = services.get(row.service);
    if (own) own.push(row);
    else services.set(row.service, [row]);
  }
  return [...services].flatMap(([service, own]): Line[] => [
    { kind: 'service', service, slos: own.length },
    ...own.map((row): Line => ({ kind: 'slo', row })),
  ]);
}

/** How many SLOs are in each state, whatever else is chosen. */
export function countStates(rows: readonly SloRow[]): Readonly<Record<SloState, number>> {
  const counts = { page: 0, ticket: 0, unknown: 0, ok: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** What the list can be narrowed down to, each once and in order; a label as `tier=1`. */
export function choicesOf(rows: readonly SloRow[]) {
  const inOrder = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();
  return {
    services: inOrder(rows.map(({ service }) => service)),
    owners: inOrder(rows.flatMap(({ owner }) => owner ?? [])),
    labels: inOrder(
      rows.flatMap(({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
    ),
  };
}

const ORDERS: Readonly<Record<SortKey, (a: SloRow, b: SloRow) => number>> = {
  attention: byAttention,
  name: (a, b) => compareText(a.id, b.id),
  budget: (a, b) => left(a) - left(b),
  burn: (a, b) => (b.burn?.rate ?? -1) - (a.burn?.rate ?? -1),
  exhaustion: (a, b) => endsAt(a) - endsAt(b),
  coverage: (a, b) => a.budget.coverage - b.budget.coverage,
};

/** The state, then what the gate makes of the budget, then how little is left. */
function byAttention(a: SloRow, b: SloRow): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    GATES.indexOf(a.gate) - GATES.indexOf(b.gate) ||
    left(a) - left(b)
  );
}

/** An unknown budget comes after every measured one. */
function left({ budget }: SloRow): number {
  return budget.remaining ?? Number.MAX_VALUE;
}

function endsAt({ budget }: SloRow): number {
  if (budget.exhaustion === 'exhausted') return 0;
  return budget.exhaustedAt === null ? Number.MAX_VALUE : Date.parse(budget.exhaustedAt);
}

function hasLabel({ labels }: SloRow, label: string): boolean {
  const [name = '', value = ''] = label.split(/=(.*)/s, 2);
  return labels[name] === value;
}

function textOf({ id, owner }: SloRow): string {
  return `${id} ${owner ?? ''}`.toLowerCase();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
