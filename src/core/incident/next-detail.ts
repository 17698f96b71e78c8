import type { IncidentCommand } from './decide.js';
import { openWithText } from './hypotheses.js';
import type { Incident } from './incident.js';
import type { OtherRollback } from './other-rollback.js';
import { mayReopen } from './transitions.js';

/** What a refused command was about, where that says what to type next. */
export type Asked = Pick<IncidentCommand, 'kind'> & {
  readonly to?: string;
  readonly role?: string;
  readonly hypothesis?: number | undefined;
  readonly text?: string | undefined;
  readonly vendor?: string;
  readonly elsewhere?: OtherRollback | undefined;
  readonly openChildren?: readonly string[] | undefined;
};

/** What goes on about what is over: it is opened again, or where that is too long ago another one is declared. */
export function reopening(incident: Incident, at: number): string {
  const { id, service, severity } = incident;
  return mayReopen(incident, at)
    ? `firebreak incident reopen ${id} --reason "…"`
    : `firebreak incident declare --service ${service} --severity ${severity} --title "…"`;
}

/** After a refusal about a hypothesis of what is in hand: one that is open can be decided, and another one stated. */
export function nextHypothesis({ id, hypotheses }: Incident, { kind, hypothesis, text }: Asked): string {
  const open = hypotheses.filter(({ outcome }) => outcome === 'open');
  const same = kind === 'state-hypothesis' ? openWithText(hypotheses, text ?? '') : undefined;
  if (same) return `confirm ${id} --hypothesis ${same.number} --finding "…"`;
  const meant = open.find(({ number }) => number === hypothesis) ?? open[0];
  if (!meant || kind === 'state-hypothesis') return `hypothesis ${id} "what the cause may be"`;
  const which = `${id} --hypothesis ${meant.number}`;
  if (kind === 'confirm-hypothesis') return `confirm ${which} --finding "…"`;
  return kind === 'extend-hypothesis' && !meant.extended
    ? `extend ${which} --reason "…"`
    : `rule-out ${which} --finding "…"`;
}

/** After a refusal about a vendor: what can be done with the case, or which vendors there are. */
export function nextVendor({ id, vendorCases }: Incident, { vendor }: Asked): string {
  const open = vendorCases.find((each) => each.vendor === vendor && each.closedAt === undefined);
  if (!open) return `vendor ${id}`;
  const act = open.answeredAt === undefined ? 'answered' : 'closed';
  return `vendor ${id} ${act} ${open.vendor} --text "…"`;
}
