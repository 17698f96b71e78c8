import { type Html, html } from '../../../core/html.js';
import { formatDuration } from '../../../core/time/duration.js';
import { eventsText, instant, tooManyPages } from '../figures.js';
import type { Report, SloReport } from '../report.js';
import { budgetChart } from './budget-chart.js';
import { burnChart } from './burn-chart.js';
import { STYLE } from './style.js';
import { alertsTable, comparisonTable, outagesTable, scoresSection } from './tables.js';

const DATES = 5;

/** A report as one page that needs nothing else: style and charts are inline, there is no script and no request. */
export function reportHtml(report: Report): string {
  const span = formatDuration(report.to - report.from);
  const title = `Firebreak ${report.verb}: ${span} to ${instant(report.to).slice(0, 10)}`;
  const dates = dateLabels(report);
  const slos = report.slos.map(
    ({ id, candidates }) => html`<h2>${id}</h2>
<section class="card compared">${comparisonTable(candidates)}</section>
<div class="cards">${candidates.map((candidate) => candidateCard(candidate, dates))}</div>`,
  );
  const unread = report.unread.map(
    ({ sloId, from, to, message }) =>
      html`<li>${sloId}: ${instant(from)} to ${instant(to)} could not be read and stays unknown: ${message}</li>`,
  );
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${STYLE}</style></head><body>
<header><h1>${title}</h1><p class="dim">${report.source}</p>
<p class="dim">${instant(report.from)} to ${instant(report.to)} (${span}), evaluated every ${formatDuration(report.stepMs)}</p></header>
${report.scores.length > 0 ? scoresSection(report.scores) : undefined}
${slos}
${unread.length > 0 ? html`<h2>Not read</h2><ul class="list">${unread}</ul>` : undefined}
<footer>All instants are UTC. Shaded violet: unknown, which is neither good nor bad.</footer></body></html>
`;
  return page.text;
}

function candidateCard({ candidate, replay, outages }: SloReport, dates: readonly string[]): Html {
  const many = tooManyPages(replay);
  return html`<section class="card"><h3>${candidate}</h3>
<p class="dim">${eventsText(replay)}</p>
${many === undefined ? undefined : html`<p class="many">${many}</p>`}
${burnChart(replay, dates)}
${budgetChart(replay, dates)}
${outages.length > 0 ? outagesTable(outages, replay.from) : undefined}
${alertsTable(replay)}</section>`;
}

/** Dates at even distances; the time of day where the span is short. */
function dateLabels({ from, to }: Report): string[] {
  const short = to - from < DATES * 24 * 3_600_000;
  return Array.from({ length: DATES }, (_, index) => {
    const text = instant(from + ((to - from) * index) / (DATES - 1));
    return short ? `${text.slice(8, 10)}. ${text.slice(11, 16)}` : text.slice(5, 10);
  });
}
