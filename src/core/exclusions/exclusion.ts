import type { Slo } from '../slo/slo.js';
import type { Stretch } from '../time/stretches.js';
import type { Recurrence } from './recurrence.js';

/** Which SLOs are meant: those that meet every condition that is given; at least one is. */
export interface SloSelection {
  /** Ids: `checkout-api/availability`. */
  readonly slos?: readonly string[];
  readonly service?: string;
  /** All of these labels, with these values. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Times by name, mostly a single one. */
export interface ListedTimes {
  readonly kind: 'listed';
  readonly times: readonly Stretch[];
}

/** Again and again, each time that begins from `from` on and before `to`; without `to` for ever. */
export interface RecurringTime {
  readonly kind: 'recurring';
  readonly from: number;
  readonly to?: number;
  readonly every: Recurrence;
}

/** Time that counts for no budget and no alert, with who said so and why: planned beforehand, or corrected after the fact. */
export interface Exclusion {
  /** Unique among all that are in force. */
  readonly id: string;
  readonly kind: 'maintenance' | 'correction';
  /** Who can end it: a file by declaring it no more, or whoever withdraws it from the daemon. */
  readonly origin: 'file' | 'api';
  readonly selects: SloSelection;
  readonly author: string;
  readonly reason: string;
  readonly when: ListedTimes | RecurringTime;
}

/** What of an SLO a selection goes by. */
export type Selectable = Pick<Slo, 'id' | 'service' | 'group'> & {
  readonly metadata: Pick<Slo['metadata'], 'labels'>;
};

export function selectsSlo({ slos, service, labels }: SloSelection, slo: Selectable): boolean {
  if (slos && !slos.includes(slo.id) && !slos.includes(slo.group?.templateId ?? slo.id)) return false;
  if (service !== undefined && service !== slo.service) return false;
  return Object.entries(labels ?? {}).every(([name, value]) => slo.metadata.labels[name] === value);
}
