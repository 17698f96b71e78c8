import type { Command } from 'commander';
import { meantText } from '../core/nearest.js';
import type { CliContext, Style } from './context.js';
import { daemonNotes } from './daemon/daemon-notes.js';
import { JsonReader } from './daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { CommandFailure, EXIT } from './exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { columns } from './text/columns.js';
import { aboutDuration, exactPercent, percent, plural } from './text/quantities.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & OutputOptions;

const MOST_SERVICES = 10;

const STATES = ['page', 'ticket', 'unknown', 'ok'] as const;
const STATE_STYLES: Readonly<Record<(typeof STATES)[number], Style>> = {
  page: 'red',
  ticket: 'yellow',
  unknown: 'cyan',
  ok: 'green',
};

export function statusCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'status', 'what the daemon says of every SLO: alerts, budget, policy', {
    examples: [
      ['firebreak status', 'all SLOs, the worst first'],
      ['firebreak status checkout-api', 'one service'],
      ['firebreak status --output json', 'everything that the API tells'],
    ],
    exitCodes: [
      [EXIT.ok, 'told, whatever the state of the SLOs'],
      [EXIT.failed, 'the daemon did not answer, or has no SLO of this service'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('[service]', 'only this service')
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (service: string | undefined, options: Options) =>
      exit(await status(context, service, options)),
    );
}

async function status(context: CliContext, service: string | undefined, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const query = service === undefined ? {} : { service };
  const daemon = await context.daemon(url);
  const body = bodyOf(await daemon.getJson('/api/v1/slos', query), url);
  const answer = new JsonReader(body, 'answer');
  const rows = answer.at('slos').list().map(readRow);
  const templates = answer.at('templates').list().map(readTemplate);
  if (rows.length + templates.length === 0) {
    if (service === undefined) throw new CommandFailure(`${url} has no SLO`);
    const all = bodyOf(await daemon.getJson('/api/v1/slos', {}), url);
    const slos = new JsonReader(all, 'answer').at('slos').list();
    const services = [...new Set(slos.map((slo) => slo.at('service').text()))].sort();
    const meant = meantText(service, services, MOST_SERVICES);
    throw new CommandFailure(`${url} has no SLO of ${service}${meant === undefined ? '' : `: ${meant}`}`);
  }
  if (options.output === 'json') context.stdout.write(jsonText(body));
  else {
    const own = bodyOf(await daemon.getJson('/api/v1/status', {}), url);
    const notes = daemonNotes(new JsonReader(own, 'answer'))
      .map((note) => `${context.stdout.paint('yellow', note)}\n`)
      .join('');
    context.stdout.write(notes + table(context, rows) + troubles(context, templates));
  }
  return EXIT.ok;
}

type Row = ReturnType<typeof readRow>;

function readRow(slo: JsonReader) {
  const budget = slo.at('budget');
  const measured = budget.at('kind').text() === 'measured';
  const raw = slo.at('excluded').optional((excluded) => excluded.at('rawBudget'));
  const exhaustion = measured ? budget.at('exhaustion') : undefined;
  return {
    id: slo.at('id').text(),
    state: slo.at('state').oneOf(STATES),
    target: slo.at('target').number(),
    remaining: measured ? budget.at('remaining').number() : undefined,
    rawRemaining: raw?.at('kind').text() === 'measured' ? raw.at('remaining').number() : undefined,
    coverage: budget.at('coverage').number(),
    excludedMs: budget.at('excludedMs').optional((ms) => ms.number()),
    goneAt: exhaustion?.at('kind').text() === 'at' ? exhaustion.at('at').text() : undefined,
    band: slo.at('policy').at('band').text(),
    gate: slo.at('policy').at('gate').text(),
    incident: slo.at('incidentId').optional((id) => id.text()),
    approximate: measured && budget.at('approximate').flag(),
    unknownBecause: slo.at('unknownBecause').optional((because) => because.at('text').text()),
  };
}

function table({ stdout }: CliContext, rows: readonly Row[]): string {
  const sorted = [...rows].sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.id < b.id ? -1 : 1),
  );
  const head = [
    'SLO',
    'STATE',
    'TARGET',
    'BUDGET LEFT',
    'COVERAGE',
    'GONE AT',
    'POLICY',
    'GATE',
    'INCIDENT',
    'NOTE',
  ];
  const cells = sorted.map((row) => [
    row.id,
    row.state,
    exactPercent(row.target),
    budgetLeft(row),
    percent(row.coverage),
    row.goneAt ?? '-',
    row.band,
    row.gate,
    row.incident ?? '-',
    noteOf(row),
  ]);
  const burning = rows.filter((row) => row.state === 'page' || row.state === 'ticket').length;
  const text = columns([head, ...cells], (cell, row, column) => {
    const state = sorted[row - 1]?.state;
    if (state === undefined) return stdout.paint('bold', cell);
    return column === 1 ? stdout.paint(STATE_STYLES[state], cell) : cell;
  });
  const unknown = rows.filter((row) => row.state === 'unknown').length;
  const unseen = unknown === 0 ? '' : `, ${unknown} unknown`;
  return `${text}\n${plural(rows.length, 'SLO')}, ${burning} burning${unseen}\n`;
}

/** `12% (raw 4%)`, where time is excluded. What little data shows is no budget: the policy is unknown then, and so is this. */
function budgetLeft({ remaining, rawRemaining, band }: Row): string {
  if (band === 'unknown') return 'unknown';
  const left = remaining === undefined ? 'unknown' : percent(remaining);
  return rawRemaining === undefined ? left : `${left} (raw ${percent(rawRemaining)})`;
}

function noteOf({ unknownBecause, approximate, excludedMs }: Row): string {
  const excluded = excludedMs === undefined ? [] : [`${aboutDuration(excludedMs)} excluded`];
  const note = unknownBecause ?? (approximate ? 'budget approximate while history is read' : undefined);
  return [...(note === undefined ? [] : [note]), ...excluded].join(', ');
}

function readTemplate(template: JsonReader) {
  return {
    id: template.at('id').text(),
    problem: template.at('problem').optional((problem) => problem.text()),
  };
}

/** What is to be known of SLOs with `group_by` as a whole. */
function troubles({ stdout }: CliContext, templates: readonly ReturnType<typeof readTemplate>[]): string {
  return templates
    .map(({ id, problem }) => (problem === undefined ? '' : `${stdout.paint('yellow', id)}: ${problem}\n`))
    .join('');
}
