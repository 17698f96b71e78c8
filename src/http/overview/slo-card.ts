import { type Html, html } from '../../core/html.js';
import { budgetWindow } from '../../core/error-budget/budget-window.js';
import { formatDuration } from '../../core/time/duration.js';
import type { SloStatus } from '../../engine/read-models.js';

const STATE_WORDS: Readonly<Record<SloStatus['state'], string>> = {
  page: 'paging',
  ticket: 'ticket',
  unknown: 'unknown',
  ok: 'not burning',
};

/** One SLO: state, promise, budget as a bar with its figure and coverage, burn per tier, policy band. */
export function sloCard(slo: SloStatus, now: number): Html {
  return html`<article class="card ${slo.state}">
<h3>${slo.name} <span class="state">${STATE_WORDS[slo.state]}</span></h3>
${slo.description === undefined ? undefined : html`<p class="what">${slo.description}</p>`}
${slo.unknownBecause === undefined ? undefined : html`<p class="why">${slo.unknownBecause.text}</p>`}
<p class="promise">${percent(slo.target, 12)} over ${slo.window}${slo.eventsAre === undefined ? '' : `, of ${slo.eventsAre}`}${slo.incidentId === undefined ? '' : ` · ${slo.incidentId}`}</p>
${budget(slo.budget, now, { raw: slo.excluded?.rawBudget, known: slo.policy.band !== 'unknown' })}
${excludedNow(slo.excluded)}
${slo.sla === undefined ? undefined : html`<p class="promise">SLA: ${percent(slo.sla.target, 12)} over ${slo.sla.window}${slo.sla.atRiskSince === undefined ? '' : ', at risk'}</p>${budget(slo.sla.budget, now, { raw: slo.sla.rawBudget, known: true })}`}
${tiers(slo)}
<p class="policy">${slo.policy.band}: ${slo.policy.consequence} <span class="gate ${slo.policy.gate}">gate: ${slo.policy.gate}</span></p>
<p class="links">${links(slo)}</p>
</article>
`;
}

function excludedNow(excluded: SloStatus['excluded']): Html | undefined {
  if (!excluded?.now) return undefined;
  const { kind, reason, author, endsAt } = excluded.now;
  return html`<p class="why">${kind} until ${new Date(endsAt).toISOString()}: ${reason} (${author})</p>`;
}

interface Beside {
  /** As it would be if excluded time counted; undefined where none is. */
  readonly raw: SloStatus['budget'] | undefined;
  /** False where so little was seen that the policy is unknown. */
  readonly known: boolean;
}

function budget(reading: SloStatus['budget'], now: number, { raw, known }: Beside): Html {
  const { excludedMs } = reading;
  const excluded = excludedMs === undefined ? '' : `, ${inAbout(excludedMs)} excluded`;
  const coverage = `data for ${percent(reading.coverage)} of ${budgetWindow(reading)}${excluded}`;
  const beside = raw?.kind === 'measured' ? ` (raw ${percent(raw.remaining)})` : '';
  if (reading.kind !== 'measured') {
    const word = reading.kind === 'no-traffic' ? 'no traffic in the window' : `unknown (${reading.reason})`;
    return html`<p class="budget unknown">Budget: <b>${word}</b>${beside}</p><p class="coverage">${coverage}</p>`;
  }
  if (!known) {
    return html`<p class="budget unknown">Budget: <b>unknown, as too little was seen</b>${beside}</p><p class="coverage">${coverage}</p>`;
  }
  const { remaining, exhaustion, badEvents, allowedBadEvents, approximate } = reading;
  const left = Math.max(0, Math.min(1, remaining));
  const end = exhaustion.kind === 'at' ? `, gone in ${inAbout(exhaustion.at - now)} at this pace` : '';
  return html`<p class="budget">Budget: <b>${percent(remaining)} left</b>${beside}${end}</p>
<meter min="0" max="1" low="0.25" high="0.5" optimum="1" value="${left.toFixed(4)}" aria-label="error budget left">${percent(remaining)}</meter>
<p class="coverage">${count(badEvents)} of ${count(allowedBadEvents)} bad events spent · ${coverage}${approximate ? ' · approximate while history is read' : ''}</p>`;
}

function tiers({ tiers: readings }: SloStatus): Html {
  if (readings.length === 0) return html`<p class="tiers">no burn-rate alerts</p>`;
  return html`<div class="wide"><table class="tiers">
<thead><tr><th scope="col">burn rate</th><th scope="col">long</th><th scope="col">short</th><th scope="col">limit</th></tr></thead>
<tbody>
${readings.map(
  ({ policyId, long, short, burnRateThreshold, verdict }) =>
    html`<tr class="${verdict}"><th scope="row">${policyId}</th><td>${burn(long)}</td><td>${burn(short)}</td><td>${verdict === 'unknown' ? 'unknown:' : verdict} ${burnRateThreshold}x</td></tr>\n`,
)}</tbody></table></div>`;
}

function burn(reading: SloStatus['windows'][number]): Html {
  const window = html`<small>${formatDuration(reading.windowMs)}</small>`;
  if (reading.kind === 'measured') return html`${rate(reading.burnRate)} ${window}`;
  return html`${reading.kind === 'no-traffic' ? 'no traffic' : 'unknown'} ${window}`;
}

/** Two decimals are enough below ten, and none above a hundred. */
function rate(burnRate: number): string {
  return `${Number(burnRate.toFixed(burnRate < 10 ? 2 : burnRate < 100 ? 1 : 0))}x`;
}

function links({ links: { runbook, dashboard, repository }, owner }: SloStatus): Html {
  const told = Object.entries({ runbook, dashboard, repository });
  return html`${owner === undefined ? undefined : `${owner} `}${told.flatMap(([word, href]) => (href === undefined ? [] : [html`<a href="${href}" rel="noreferrer">${word}</a> `]))}`;
}

function percent(ratio: number, digits = 3): string {
  return `${Number((ratio * 100).toPrecision(digits))} %`;
}

function count(events: number): string {
  return Math.round(events).toLocaleString('en-US');
}

/** To two units: a page needs no seconds of a week. */
function inAbout(ms: number): string {
  const minute = 60_000;
  const unit = ms > 2 * 24 * 60 * minute ? 60 * minute : ms > 60 * minute ? minute : 1000;
  return formatDuration(Math.max(unit, Math.round(ms / unit) * unit));
}
