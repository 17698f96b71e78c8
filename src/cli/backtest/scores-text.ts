import type { IncidentScore, LabelledIncident } from '../../core/backtest/score-incidents.js';
import type { Output } from '../context.js';
import { columns, indent } from '../text/columns.js';
import { percent } from '../text/quantities.js';
import { instant } from './figures.js';
import type { Report } from './report.js';

/** "2026-03-01T12:00:00Z to 2026-03-01T13:00:00Z checkout-api: database failover". */
export function incidentText({ start, end, service, slo, name }: LabelledIncident): string {
  const about = [service, slo].filter((part) => part !== undefined).join('/');
  const named = [about, name].filter((part) => part !== undefined && part !== '').join(': ');
  return `${instant(start)} to ${instant(end)}${named === '' ? '' : ` ${named}`}`;
}

export function precisionText({ precision, pages, falsePages }: IncidentScore): string {
  if (precision === undefined) return 'no pages';
  return `${percent(precision)} (${pages - falsePages.length} of ${pages} pages)`;
}

export function recallText({ recall, incidents, missed }: IncidentScore): string {
  if (recall === undefined) return 'no incidents';
  return `${percent(recall)} (${incidents - missed.length} of ${incidents} incidents)`;
}

/** How pages and labelled incidents match; empty when none were given. */
export function scoresText(scores: Report['scores'], output: Output): string {
  if (scores.length === 0) return '';
  const head = ['CANDIDATE', 'PRECISION', 'RECALL'];
  const rows = scores.map(({ candidate, score }) => [candidate, precisionText(score), recallText(score)]);
  const table = columns([head, ...rows], (cell, row) => (row === 0 ? output.paint('dim', cell) : cell));
  const lists = scores.map(({ candidate, score }) => {
    const several = scores.length > 1 ? `${candidate}: ` : '';
    return [
      ...score.missed.map((incident) => `${several}missed ${incidentText(incident)}\n`),
      ...score.falsePages.map(
        ({ sloId, page }) =>
          `${several}false page ${instant(page.openedAt)} ${sloId} (${page.tiers.join(', ')})\n`,
      ),
    ].join('');
  });
  const leftOut = (scores[0]?.score.leftOut ?? []).map(
    (incident) => `left out, as it is outside of the span or of no SLO here: ${incidentText(incident)}\n`,
  );
  return `\n${output.paint('bold', 'labelled incidents')}\n${indent([table, ...lists, ...leftOut].join(''))}`;
}
