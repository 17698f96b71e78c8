import type { IncidentOutlook, IncidentSummary } from '../../../../http/answers.js';
import type { Step } from '../../../words/incidents.js';
import type { Action } from './action.js';
import { ends, moves } from './moves.js';
import { people } from './people.js';
import { relations } from './relations.js';
import { MAKE_LINK } from './sharing.js';
import { vendorActions } from './vendors.js';
import { work } from './work.js';

interface Known {
  readonly incident: IncidentSummary;
  readonly outlook: Pick<IncidentOutlook, 'steps' | 'vendors' | 'otherRollback'>;
  /** Names that are suggested where somebody is named. */
  readonly names: readonly string[];
  /** Other incidents that are open, by their ids. */
  readonly others: readonly string[];
}

/** Everything that can be done with an incident, in the order in which it is listed. */
export function actionsOf({ incident, outlook, names, others }: Known): readonly Action[] {
  const refusedOf = (step: Step) => outlook.steps.find((each) => each.step === step)?.refused ?? null;
  return [
    ...moves(refusedOf),
    ...work(incident, outlook.otherRollback, refusedOf, names),
    ...people(incident, refusedOf),
    ...outlook.vendors.flatMap((vendor) => vendorActions(vendor, incident)),
    MAKE_LINK,
    ...relations(incident, refusedOf, others),
    ...ends(refusedOf),
  ];
}

/** The moves that can be made now, and those that cannot, together where the reason is the same. */
export function movesOf(actions: readonly Action[]): {
  readonly possible: readonly Action[];
  readonly refused: readonly { readonly reason: string; readonly labels: readonly string[] }[];
} {
  const own = actions.filter(({ group }) => group === 'Move on');
  const refused = new Map<string, string[]>();
  for (const { refused: reason, label } of own) {
    if (reason === null) continue;
    const labels = refused.get(reason) ?? [];
    refused.set(reason, [...labels, label]);
  }
  return {
    possible: own.filter(({ refused: reason }) => reason === null),
    refused: [...refused].map(([reason, labels]) => ({ reason, labels })),
  };
}
