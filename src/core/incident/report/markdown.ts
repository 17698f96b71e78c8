import { formatDuration, formatSpan, HOUR, MINUTE } from '../../time/duration.js';
import { type Fact, type IncidentReport, type ReportEntry, utc } from './facts.js';
import type { ReportedDecision, SeverityChange } from './lists.js';
import { proofText } from './proof.js';
import { VENDOR_COLUMNS, vendorRow } from './vendor-cases.js';
import { HYPOTHESIS_COLUMNS, hypothesisRow, MITIGATION_COLUMNS, mitigationRow } from './work.js';

/** A report as Markdown (GitHub's), whatever names and texts hold. */
export function reportMarkdown(report: IncidentReport): string {
  const { id, title, madeAt, summary, facts, impact, course, people, told, keyMoments, timeline } = report;
  const { severities, updates, decisions } = report;
  return `${[
    `# ${id}: ${inline(title)}`,
    inline(summary),
    `*Made ${utc(madeAt)} by Firebreak from the incident's record. All times are UTC.*`,
    table(['Fact', ''], facts.map(factRow)),
    '## Impact',
    table(['What', ''], impact.map(factRow)),
    '## Course',
    table(
      ['Milestone', 'At', 'After the one before'],
      course.map(({ name, at, after }) => [name, utc(at), after === undefined ? '' : span(after)]),
    ),
    '## Roles',
    table(['Role', 'Who'], people.map(factRow)),
    '## Severity',
    table(
      ['At', 'Severity', 'By', 'Why'],
      severities.map((each) => [utc(each.at), severityStep(each), each.by, each.reason]),
    ),
    ...section('Hypotheses', HYPOTHESIS_COLUMNS, report.hypotheses.map(hypothesisRow)),
    ...section('Mitigations', MITIGATION_COLUMNS, report.mitigations.map(mitigationRow)),
    '## Decisions',
    decisions.length === 0
      ? 'None is on record.'
      : table(
          ['At', 'Decided by', 'What'],
          decisions.map((each) => [utc(each.at), decider(each), each.text]),
        ),
    '## Key moments',
    ...(keyMoments.length === 0
      ? ['None.']
      : [keyMoments.map((entry) => `- ${momentText(entry)}`).join('\n')]),
    '## Updates',
    updates.length === 0
      ? 'No audience was told anything.'
      : table(
          ['At', 'Audience', 'How', 'By', 'What they were told'],
          updates.map((each) => [utc(each.at), each.audience, each.how, each.by, each.text]),
        ),
    ...section('Vendors', VENDOR_COLUMNS, report.vendors.map(vendorRow)),
    '## Who was told',
    told.length === 0
      ? 'Nobody was told.'
      : table(
          ['Message', 'To', 'Decided', 'What became of it'],
          told.map((each) => [
            `${each.ref} ${each.kind}`,
            each.receiver,
            utc(each.createdAt),
            proofText(each),
          ]),
        ),
    '## Timeline',
    table(
      ['#', 'At', 'By', 'What'],
      timeline.map((entry) => [
        `${entry.seq}${entry.starred ? ' ★' : ''}`,
        timeText(entry),
        entry.by,
        entry.text,
      ]),
    ),
  ].join('\n\n')}\n`;
}

/** When it happened; with when it was written down, where that was later. */
export function timeText({ at, happenedAt }: Pick<ReportEntry, 'at' | 'happenedAt'>): string {
  return happenedAt === undefined ? utc(at) : `${utc(happenedAt)} (written down ${utc(at)})`;
}

/** `1h4m`, `1m11s`; seconds below an hour. */
export function span(ms: number): string {
  return ms < HOUR ? formatSpan(ms) : formatDuration(Math.round(ms / MINUTE) * MINUTE);
}

/** `SEV3 to SEV2`. */
export function severityStep({ from, to }: SeverityChange): string {
  return from === undefined ? to.toUpperCase() : `${from.toUpperCase()} to ${to.toUpperCase()}`;
}

/** Who decided, and who wrote it down where that is somebody else. */
export function decider({ decidedBy, by }: ReportedDecision): string {
  return decidedBy === by ? by : `${decidedBy} (written down by ${by})`;
}

function momentText(entry: ReportEntry): string {
  return `**${timeText(entry)}** ${inline(entry.text)} (${inline(entry.by)})${entry.starred ? ' ★' : ''}`;
}

/** Left out where there is nothing to say. */
function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`## ${title}`, table(columns, rows)];
}

function factRow({ name, text }: Fact): string[] {
  return [name, text];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inline).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text that stays text: neither Markdown nor HTML, and on one line. */
function inline(text: string): string {
  if (text === '---') return text;
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~!&@]/g, (mark) => `\\${mark}`)
    .replace(/https?\\?:\/\//g, (scheme) => scheme);
}
