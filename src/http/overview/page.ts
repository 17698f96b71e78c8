import { type Html, html } from '../../core/html.js';
import { groupBy } from '../../core/group-by.js';
import type { Overview } from './overview-model.js';
import type { SloStatus } from '../../engine/read-models.js';
import { daemonNotes } from './daemon-notes.js';
import { failedMessages, incidentList } from './messages.js';
import { sloCard } from './slo-card.js';
import { STYLE } from './style.js';

const REFRESH_SECONDS = 15;
/** More than anybody reads, and a page of megabytes holds up the daemon. */
const MOST_SERVICES = 200;
/** What needs attention first: the state, then what the gate makes of the budget, then how little is left. */
const STATES = ['page', 'ticket', 'unknown', 'ok'];
const GATES = ['block', 'unknown', 'warn', 'allow'];

export function overviewPage(overview: Overview): string {
  const { slos, daemon, now } = overview;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${headline(slos)} · Firebreak</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Firebreak</h1><p>${headline(slos)}</p></header>
${daemonNotes(daemon, now)}
${failedMessages(overview)}
${incidentList(overview)}
<main>
${services(overview)}
</main>
<footer>
<p>Firebreak ${daemon.version} · evaluated ${daemon.lastCycleAt === undefined ? 'not yet' : instant(daemon.lastCycleAt)} · shown ${instant(now)}, again every ${REFRESH_SECONDS} s</p>
<nav><a href="/api/v1/slos">API</a> <a href="/api/v1/openapi.json">OpenAPI</a> <a href="/metrics">metrics</a> <a href="/api/v1/deliveries">deliveries</a> ${account(overview)}</nav>
</footer>
</body>
</html>
`.text;
}

function account({ account: viewer }: Overview): Html {
  if (!viewer) return html``;
  if (viewer.name === undefined) return html`<a href="/login">log in</a>`;
  return html`<form method="post" action="/logout">${viewer.name} <button>log out</button></form>`;
}

function headline(slos: readonly SloStatus[]): string {
  const count = (state: SloStatus['state']) => slos.filter((slo) => slo.state === state).length;
  const burning = count('page') + count('ticket');
  const unknown = count('unknown');
  if (slos.length === 0) return 'no SLOs yet';
  const spent = slos.filter(({ budget }) => budget.kind === 'measured' && budget.remaining <= 0).length;
  const told = [
    `${burning === 0 && unknown === 0 ? 'none' : burning} of ${slos.length} SLOs burning`,
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(spent > 0 ? [`${spent} without budget`] : []),
  ];
  return told.join(', ');
}

function services({ slos, gate, now }: Overview): Html {
  if (slos.length === 0) {
    return html`<section class="empty"><h2>No SLOs are loaded</h2>
<p>Put a file like the following into the folder that <code>specs:</code> names in firebreak.yaml (or <code>--specs</code>); it is read as soon as it is saved.</p>
<pre>service: checkout-api
slis:
  availability:
    metric: |
      sum(rate(http_requests_total{service="checkout-api", status!~"5.."}[5m]))
      /
      sum(rate(http_requests_total{service="checkout-api"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}</pre>
<p><code>firebreak validate</code> checks it, <code>firebreak explain</code> says what it means.</p></section>`;
  }
  const sorted = [...slos].sort(byAttention);
  // A service stands where its worst SLO does.
  const all = [...groupBy(sorted, (slo) => slo.service)];
  const shown = all.slice(0, MOST_SERVICES);
  return html`${shown.map(([service, own]) => {
    const { decision, reason } = gate(service);
    return html`<section class="service">
<h2>${service} <span class="gate ${decision}">gate: ${decision}</span></h2>
${decision === 'allow' ? undefined : html`<p class="reason">${reason}</p>`}
<div class="cards">
${own.map((slo) => sloCard(slo, now))}</div>
</section>
`;
  })}${leftOut(all.length - shown.length)}`;
}

function leftOut(services: number): Html | undefined {
  if (services === 0) return undefined;
  return html`<p class="reason">${services} more services, which need attention less than these: <code>firebreak status</code> and <a href="/api/v1/slos">the API</a> tell of all.</p>`;
}

function byAttention(a: SloStatus, b: SloStatus): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    GATES.indexOf(a.policy.gate) - GATES.indexOf(b.policy.gate) ||
    budgetLeft(a) - budgetLeft(b) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** An unknown budget comes after every measured one. */
function budgetLeft({ budget }: SloStatus): number {
  return budget.kind === 'measured' ? budget.remaining : 2;
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
