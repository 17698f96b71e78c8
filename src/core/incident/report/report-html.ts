import { Html, html } from '../../html.js';
import { type Fact, type IncidentReport, type ReportEntry, utc } from './facts.js';
import { decider, severityStep, span, timeText } from './markdown.js';
import { proofText } from './proof.js';
import { VENDOR_COLUMNS, vendorRow } from './vendor-cases.js';
import { HYPOTHESIS_COLUMNS, hypothesisRow, MITIGATION_COLUMNS, mitigationRow } from './work.js';

/** A report as one page that needs nothing else: it is read on paper as well, in light and in dark. */
export function reportHtml(report: IncidentReport): string {
  const { id, title, madeAt, summary, facts, impact, people, told, keyMoments, timeline } = report;
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${id}: ${title}</title><style>${REPORT_STYLE}</style></head>
<body><main>
<h1>${id}: ${title}</h1>
<p class="summary">${summary}</p>
<p class="quiet">Made ${utc(madeAt)} by Firebreak from the incident's record. All times are UTC.</p>
${factTable(facts)}
<h2>Impact</h2>
${factTable(impact)}
<h2>Course</h2>
${courseBar(report)}
${courseTable(report)}
<h2>Roles</h2>
${factTable(people)}
<h2>Severity</h2>
${rowTable(
  ['At', 'Severity', 'By', 'Why'],
  report.severities.map((each) => [utc(each.at), severityStep(each), each.by, each.reason]),
)}
${section('Hypotheses', HYPOTHESIS_COLUMNS, report.hypotheses.map(hypothesisRow))}
${section('Mitigations', MITIGATION_COLUMNS, report.mitigations.map(mitigationRow))}
<h2>Decisions</h2>
${
  report.decisions.length === 0
    ? html`<p>None is on record.</p>`
    : rowTable(
        ['At', 'Decided by', 'What'],
        report.decisions.map((each) => [utc(each.at), decider(each), each.text]),
      )
}
<h2>Key moments</h2>
${keyMoments.length === 0 ? html`<p>None.</p>` : html`<ul>${keyMoments.map(moment)}</ul>`}
<h2>Updates</h2>
${
  report.updates.length === 0
    ? html`<p>No audience was told anything.</p>`
    : rowTable(
        ['At', 'Audience', 'How', 'By', 'What they were told'],
        report.updates.map((each) => [utc(each.at), each.audience, each.how, each.by, each.text]),
      )
}
${section('Vendors', VENDOR_COLUMNS, report.vendors.map(vendorRow))}
<h2>Who was told</h2>
${
  told.length === 0
    ? html`<p>Nobody was told.</p>`
    : rowTable(
        ['Message', 'To', 'Decided', 'What became of it'],
        told.map((each) => [`${each.ref} ${each.kind}`, each.receiver, utc(each.createdAt), proofText(each)]),
      )
}
<h2>Timeline</h2>
${rowTable(['#', 'At', 'By', 'What'], timeline.map(timelineCells), (index) => timeline[index]?.starred ?? false)}
</main></body></html>
`.text;
}

const STARRED = new Html(' class="starred"');
const NOTHING = new Html('');

/** Left out where there is nothing to say. */
function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): Html {
  return rows.length === 0 ? NOTHING : html`<h2>${title}</h2>${rowTable(columns, rows)}`;
}

function factTable(facts: readonly Fact[]): Html {
  return html`<table class="facts"><tbody>${facts.map(
    ({ name, text }) => html`<tr><th scope="row">${name}</th><td>${text}</td></tr>`,
  )}</tbody></table>`;
}

function courseTable({ course }: IncidentReport): Html {
  return rowTable(
    ['Milestone', 'At', 'After the one before'],
    course.map(({ name, at, after }) => [name, utc(at), after === undefined ? '' : span(after)]),
  );
}

function timelineCells(entry: ReportEntry): string[] {
  return [`${entry.seq}${entry.starred ? ' ★' : ''}`, timeText(entry), entry.by, entry.text];
}

/** Each cell carries the name of its column, which a narrow screen shows before it. */
function rowTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  isMarked: (row: number) => boolean = () => false,
): Html {
  const cell = (text: string, column: number) => html`<td data-column="${head[column] ?? ''}">${text}</td>`;
  return html`<table class="rows"><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead><tbody>${rows.map(
    (cells, row) => html`<tr${isMarked(row) ? STARRED : NOTHING}>${cells.map(cell)}</tr>`,
  )}</tbody></table>`;
}

const WIDTH = 720;

/** The milestones on a line, to scale. */
function courseBar({ course }: IncidentReport): Html {
  const [first, last] = [course[0], course.at(-1)];
  if (!first || !last || last.at === first.at) return NOTHING;
  const x = (at: number) => ((at - first.at) / (last.at - first.at)) * (WIDTH - 20) + 10;
  const points = course.map(
    ({ name, at }) =>
      html`<circle cx="${x(at).toFixed(1)}" cy="14" r="5"><title>${name}, ${utc(at)}</title></circle>`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} 28" role="img" aria-label="the milestones, to scale over ${span(last.at - first.at)}"><line x1="10" y1="14" x2="${WIDTH - 10}" y2="14"/>${points}</svg>`;
}

function moment(entry: ReportEntry): Html {
  return html`<li><strong>${timeText(entry)}</strong> ${entry.text} <span class="quiet">(${entry.by})</span>${entry.starred ? ' ★' : ''}</li>`;
}

/** Public, because the page's security policy names its digest. */
export const REPORT_STYLE = new Html(
  [
    ':root{color-scheme:light dark;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;--back:#fff;--mark:#0969da;--star:#fff8c5}',
    '@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9198a1;--line:#3d444d;--back:#0d1117;--mark:#58a6ff;--star:#3a3000}}',
    'body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}',
    'main{max-width:60rem;margin:0 auto;padding:1rem;overflow-x:auto}',
    'h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin-top:2rem}',
    '.summary{font-size:1.1rem}.quiet{color:var(--quiet)}',
    'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}',
    // No word of ours is cut in two: names of roles and columns stand whole.
    '.facts th{width:1%;font-weight:600}.facts th,.rows th,.rows td:first-child{white-space:nowrap}.rows td:not(:last-child){overflow-wrap:normal}tr.starred td{background:var(--star)}',
    '@media screen and (max-width:40rem){.rows thead{display:none}.rows tr{display:block;padding:.4rem 0;border-bottom:1px solid var(--line)}',
    '.rows td:not(:last-child),.rows td:first-child,.rows td{display:block;border:0;padding:.1rem .3rem;white-space:normal;overflow-wrap:anywhere}.rows td:empty{display:none}',
    '.rows td::before{content:attr(data-column) ": ";color:var(--quiet)}}',
    'svg{width:100%;height:auto}svg line{stroke:var(--line);stroke-width:2}svg circle{fill:var(--mark)}',
    '@media print{main{max-width:none}tr{break-inside:avoid}}',
  ].join(''),
);
