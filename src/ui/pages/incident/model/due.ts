import type { AudienceUpdate, IncidentOutlook, IncidentSummary } from '../../../../http/answers.js';
import { vendorDues } from './vendors.js';

export interface Due {
  readonly key: string;
  readonly text: string;
  readonly at: string;
}

/** What becomes due, or is overdue, the nearest first. */
export function dueList(
  { hypotheses, status }: Pick<IncidentSummary, 'hypotheses' | 'status'>,
  { clocks, next, vendors }: Pick<IncidentOutlook, 'clocks' | 'next' | 'vendors'>,
  updates: readonly AudienceUpdate[],
): readonly Due[] {
  const ofClocks = clocks.map(({ of, hypothesis, dueAt }): Due => {
    const stated = hypotheses.find(({ number }) => number === hypothesis);
    return { key: `${of}${hypothesis ?? ''}`, text: clockText(of, stated), at: dueAt };
  });
  const ofUpdates = updates.flatMap(({ audience, dueAt }): Due[] =>
    dueAt === null ? [] : [{ key: audience, text: `Update for ${audience}`, at: dueAt }],
  );
  const ofCalls: Due[] =
    next === null || next.at === null
      ? []
      : [{ key: 'call', text: `${calledText(next.called)} called, if nobody answers`, at: next.at }];
  const ofVendors = status === 'resolved' ? [] : vendorDues(vendors);
  return [...ofClocks, ...ofUpdates, ...ofCalls, ...ofVendors].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}

function clockText(
  of: IncidentOutlook['clocks'][number]['of'],
  stated: IncidentSummary['hypotheses'][number] | undefined,
): string {
  switch (of) {
    case 'response':
      return 'Somebody acknowledges';
    case 'cause':
      return 'The cause is known';
    case 'hypothesis':
      return stated ? `H${stated.number} is decided: ${stated.text}` : 'A hypothesis is decided';
    case 'recovery':
      return 'Recovery is proven, if it stays';
  }
}

/** Whom a step calls: `alice and the bridge are`. */
export function calledText({
  people,
  receivers,
  nobody,
}: NonNullable<IncidentOutlook['next']>['called']): string {
  const named = [...people.map(({ person }) => person), ...receivers];
  if (named.length === 0) return `nobody (${nobody.join('; ')}) is`;
  return `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'}`;
}
