import { isReachable } from '../../core/burn-rate/theory.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Output } from '../context.js';
import { columns, indent } from '../text/columns.js';
import { plural } from '../text/quantities.js';
import {
  alertCells,
  bandTimes,
  candidateCells,
  eventsText,
  HEADS,
  instant,
  outageCells,
  THEORY_NOTE,
  tooManyPages,
} from './figures.js';
import type { Report, SloReport } from './report.js';
import { scoresText } from './scores-text.js';

/** More alerts than this are counted, not listed; `--output json` has them all. */
const MOST_LISTED = 20;

/** A report for people. */
export function reportText(report: Report, output: Output): string {
  const span = formatDuration(report.to - report.from);
  const head = `${report.source}\n${instant(report.from)} to ${instant(report.to)} (${span}), evaluated every ${formatDuration(report.stepMs)}\n`;
  const slos = report.slos.map(({ id, candidates }) => {
    const several = candidates.length > 1;
    return [
      `\n${output.paint('bold', id)}\n`,
      indent(comparison(candidates, output)),
      ...candidates.map((candidate) => indent(details(candidate, several, output))),
    ].join('');
  });
  return [head, ...slos, scoresText(report.scores, output), unreadText(report.unread)].join('');
}

function comparison(candidates: readonly SloReport[], output: Output): string {
  return table(HEADS.candidates, candidates.map(candidateCells), output);
}

function table(head: readonly string[], rows: readonly (readonly string[])[], output: Output): string {
  const upper = head.map((cell) => cell.toUpperCase());
  return columns([upper, ...rows], (cell, row, column) => {
    if (row === 0) return output.paint('dim', cell);
    if (column !== 0 || (cell !== 'page' && cell !== 'ticket')) return cell;
    return output.paint(cell === 'page' ? 'red' : 'yellow', cell);
  });
}

function details({ candidate, replay, outages }: SloReport, named: boolean, output: Output): string {
  const { slo } = replay;
  const many = tooManyPages(replay);
  const never = slo.alertPolicies.filter((tier) => !isReachable(slo.objective, tier));
  return [
    named ? `\n${output.paint('cyan', candidate)}\n` : '\n',
    `${eventsText(replay)}\n`,
    `policy: ${bandTimes(replay)}${slo.budgetPolicy.stated ? '' : '; no error_budget_policy is stated, so the gate never blocks'}\n`,
    many === undefined ? '' : `${output.paint('red', many)}\n`,
    never.length === 0 ? '' : `${never.map(({ id }) => id).join(', ')} can never fire at this target\n`,
    outages.length > 0 ? outagesText(outages, replay.from, output) : '',
    alertsText(replay, output),
  ].join('');
}

function alertsText({ episodes }: SloReport['replay'], output: Output): string {
  if (episodes.length === 0) return 'no pages and no tickets\n';
  const shown = episodes.slice(0, MOST_LISTED);
  const rest = episodes.length - shown.length;
  const listed = table(HEADS.alerts, shown.map(alertCells), output);
  return rest > 0 ? `${listed}and ${plural(rest, 'more alert')}; --output json lists all\n` : listed;
}

function outagesText(outages: SloReport['outages'], from: number, output: Output): string {
  const rows = outages.flatMap((outage) => outageCells(outage, from));
  return `${table(HEADS.outages, rows, output)}${output.paint('dim', THEORY_NOTE)}\n`;
}

function unreadText(unread: Report['unread']): string {
  const lines = unread.map(
    ({ sloId, from, to, message }) =>
      `${sloId}: ${instant(from)} to ${instant(to)} could not be read and stays unknown: ${message}\n`,
  );
  const shown = lines.slice(0, MOST_LISTED);
  const rest = lines.length - shown.length;
  return lines.length === 0
    ? ''
    : `\n${shown.join('')}${rest > 0 ? `and ${plural(rest, 'more stretch').replace(/hs$/, 'hes')}\n` : ''}`;
}
