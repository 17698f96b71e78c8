import { type Html, html } from '../../../core/html.js';
import { alertCells, candidateCells, HEADS, instant, outageCells, THEORY_NOTE } from '../figures.js';
import type { Report, SloReport } from '../report.js';
import { incidentText, precisionText, recallText } from '../scores-text.js';

function table(head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide"><table><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A row; the first cell may have a class. */
function row(cells: readonly string[], first = ''): Html {
  return html`<tr>${cells.map((cell, index) => (index === 0 ? html`<td class="${first}">${cell}</td>` : html`<td>${cell}</td>`))}</tr>`;
}

export function comparisonTable(candidates: readonly SloReport[]): Html {
  return table(
    HEADS.candidates,
    candidates.map((candidate) => row(candidateCells(candidate))),
  );
}

/** So many are shown at once; more are there to be unfolded. */
const MOST_SHOWN = 12;

export function alertsTable({ episodes }: SloReport['replay']): Html {
  if (episodes.length === 0) return html`<p>No pages and no tickets.</p>`;
  const rows = episodes.map((episode) => row(alertCells(episode), episode.severity));
  const all = table(HEADS.alerts, rows);
  if (episodes.length <= MOST_SHOWN) return all;
  return html`<details><summary>All ${episodes.length} pages and tickets</summary>${all}</details>`;
}

export function outagesTable(outages: SloReport['outages'], from: number): Html {
  const rows = outages.flatMap((outage) => outageCells(outage, from).map((cells) => row(cells)));
  return html`${table(HEADS.outages, rows)}<p class="dim">${THEORY_NOTE}</p>`;
}

export function scoresSection(scores: Report['scores']): Html {
  const rows = scores.map(({ candidate, score }) =>
    row([candidate, precisionText(score), recallText(score)]),
  );
  const lists = scores.map(({ candidate, score }) => {
    const items = [
      ...score.missed.map((incident) => `missed: ${incidentText(incident)}`),
      ...score.falsePages.map(({ sloId, page }) => `false page: ${instant(page.openedAt)} ${sloId}`),
    ];
    if (items.length === 0)
      return html`<p>${candidate}: every incident had its page, and every page its incident.</p>`;
    return html`<p>${candidate}</p><ul class="list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  });
  const leftOut = scores[0]?.score.leftOut ?? [];
  const out = leftOut.map(
    (incident) => html`<li>left out, outside of the span or of no SLO here: ${incidentText(incident)}</li>`,
  );
  return html`<h2>Labelled incidents</h2><section class="card">${table(['Candidate', 'Precision', 'Recall'], rows)}${lists}${leftOut.length > 0 ? html`<ul class="list">${out}</ul>` : undefined}</section>`;
}
