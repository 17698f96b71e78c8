import { type Html, html } from '../../core/html.js';
import type { Incident } from '../../core/incident/incident.js';
import type { DeliveryStatus } from '../../engine/read-models.js';
import { ago } from './ago.js';
import type { Overview } from './overview-model.js';

/** Messages that reached nobody are said here, for want of another way. */
export function failedMessages({ failed, deadLetters, now }: Overview): Html {
  if (failed.length === 0) return html``;
  const count = deadLetters === 1 ? 'A message was' : `${deadLetters} messages were`;
  const older = deadLetters - failed.length;
  return html`<section class="note lost" role="alert" aria-label="messages that were given up">
<p>${count} not delivered. <code>firebreak deliveries replay</code> sends them again, <code>firebreak deliveries discard</code> puts them aside; a reload tries those of open alerts again.</p>
<ul>
${failed.map((one) => html`<li><b>${one.ref}</b> ${one.kind} of ${one.sloId} to ${one.receiver}, ${ago(now - one.createdAt)} ago, ${one.attempts} ${one.attempts === 1 ? 'attempt' : 'attempts'}: ${one.lastError}</li>\n`)}</ul>
${older > 0 ? html`<p>${older} older: <a href="/api/v1/deliveries?state=failed">all of them</a></p>` : undefined}</section>`;
}

export function incidentList({ incidents, proof, now, isUnread }: Overview): Html {
  if (isUnread) {
    return html`<section class="note" role="alert"><p>Incidents and messages cannot be read: the store does not answer.</p></section>`;
  }
  if (incidents.length === 0) return html``;
  return html`<section class="incidents" aria-label="open incidents">
${incidents.map(
  (incident) =>
    html`<a class="incident" href="/api/v1/incidents/${incident.id}"><b>${incident.id}</b> ${incident.severity.toUpperCase()} ${incident.title} <span>${incident.status}, ${ago(now - incident.openedAt)}</span>
<ul class="proof">${proofLines(incident, proof).map((line) => html`<li>${line}</li>`)}</ul></a>\n`,
)}</section>`;
}

/** Whom an incident was told to, how far that is proven, and who is on it. */
function proofLines(incident: Incident, proof: readonly DeliveryStatus[]): string[] {
  const own = proof.filter(({ incidentId, kind }) => incidentId === incident.id && kind === 'trigger');
  return [
    ...(own.length === 0 ? ['nobody was told'] : [...own].reverse().map(triggerLine)),
    incident.acknowledgedAt === undefined
      ? 'not acknowledged'
      : `acknowledged by ${incident.acknowledgedBy} at ${clock(incident.acknowledgedAt)}`,
  ];
}

function triggerLine({ receiver, createdAt, attemptLog, ...told }: DeliveryStatus): string {
  const begun = attemptLog.at(-1)?.begunAt;
  switch (told.state) {
    case 'delivered':
      return `paged ${receiver} ${clock(begun ?? createdAt)}, receipt ${told.receipt} ${clock(told.deliveredAt)}`;
    case 'pending': {
      if (told.acceptedAt !== undefined)
        return `paged ${receiver} ${clock(begun ?? createdAt)}, accepted, no receipt yet`;
      const why = told.lastError === undefined ? '' : `: ${told.lastError}`;
      return begun === undefined
        ? `${receiver} is still to be told`
        : `no receipt from ${receiver}, tried ${told.attempts} times since ${clock(createdAt)}${why}`;
    }
    case 'failed':
      return `${receiver} was not reached, given up: ${told.lastError}`;
    case 'discarded':
      return `${receiver} was not reached, put aside`;
  }
}

/** The time of day in UTC. */
function clock(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString().slice(11, 19);
}
