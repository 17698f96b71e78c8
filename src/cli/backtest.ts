import type { Command } from 'commander';
import type { LabelledIncident } from '../core/backtest/score-incidents.js';
import type { Slo } from '../core/slo/slo.js';
import { readIncidents } from '../spec/incidents/read-incidents.js';
import { reportText as problemsText } from '../spec/report/text.js';
import { replayHistory } from './backtest/replay-history.js';
import { stepOf, soundSpecs } from './backtest/replay-inputs.js';
import { type Report, scoreAll } from './backtest/report.js';
import { addReportOptions, type ReportOptions, showReport } from './backtest/report-options.js';
import { spanOf } from './backtest/span.js';
import { parseCandidates } from './backtest/vary.js';
import type { CliContext, SourceAddress } from './context.js';
import { CommandFailure, EXIT, UsageError } from './exit-codes.js';
import { expandTemplates } from './expand-templates.js';
import { hasErrors, type LoadedSpecs } from './load-specs.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { type Exit, verb } from './verb.js';

interface Options extends ReportOptions, PrometheusFlags {
  readonly since: string;
  readonly until?: string;
  readonly incidents?: string;
}

export function backtestCommand(context: CliContext, exit: Exit): Command {
  const described = verb(
    context,
    'backtest',
    'what SLOs would have done: replays real history through the engine',
    {
      examples: [
        [
          'firebreak backtest slo-specs --prometheus http://127.0.0.1:9090',
          'pages, delays and budgets of the last 30 days',
        ],
        [
          'firebreak backtest slo-specs --prometheus http://127.0.0.1:9090 --vary target=99.9,99.95 tiers=default,pages-only',
          'four candidates side by side',
        ],
        [
          'firebreak backtest slo-specs --prometheus http://127.0.0.1:9090 --incidents incidents.csv --output html --out report.html',
          'precision and recall against labelled incidents, with charts',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'replayed'],
        [EXIT.failed, 'a spec or the incidents have errors, or Prometheus could not be read'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('<path...>', 'SLO files or folders')
    .option('--since <when>', 'a duration before the end, or an ISO 8601 instant', '30d')
    .option('--until <instant>', 'end of the span (default: now)')
    .option(
      '--incidents <file>',
      'incidents that were: CSV (start,end,service,slo,name; the last three may be left out) or a YAML list of these',
    );
  return addReportOptions(withPrometheus(described, 'whose history to replay')).action(
    async (paths: string[], options: Options) => exit(await backtest(context, paths, options)),
  );
}

async function backtest(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const candidates = parseCandidates(options.vary ?? []);
  const loaded = await soundSpecs(context, paths);
  const incidents = await loadIncidents(context, options.incidents);
  const all = [...loaded.slos, ...loaded.templates.map(({ slo }) => slo)];
  const stepMs = stepOf(options.step, all, candidates);
  const address = sourceAddress(options);
  if (!address) throw new UsageError('--prometheus is missing: whose history is to be replayed?');
  const { source, now } = await context.openEvents(address);
  const span = { ...spanOf(options.since, options.until, stepMs, now), stepMs };
  const slos = [...loaded.slos, ...(await groupSlos(context, loaded, address, span))];
  const replayed = await replayHistory(context, source, { ...loaded, slos }, candidates, span);
  if (replayed.slos.every(({ candidates: all }) => all.every(({ replay }) => replay.events.coverage === 0))) {
    const [first] = replayed.unread;
    const why = first ? `: ${first.message}` : '; validate --prometheus says whether its series are there';
    throw new CommandFailure(`${address.url} has no data for these SLOs in that time${why}`);
  }
  const report: Report = {
    verb: 'backtest',
    source: `history of ${address.url}`,
    ...span,
    ...replayed,
    scores: scoreAll(replayed.slos, candidates, incidents),
  };
  await showReport(context, report, options);
  return EXIT.ok;
}

/** The SLOs of the label sets that had events in the span. */
async function groupSlos(
  context: CliContext,
  { templates, files }: LoadedSpecs,
  address: SourceAddress,
  { from, to }: Pick<Report, 'from' | 'to'>,
): Promise<readonly Slo[]> {
  const expanded = await expandTemplates(context, templates, address, () => ({ from, to }));
  context.stderr.write(problemsText(expanded.problems, files, context.stderr.paint));
  if (hasErrors(expanded.problems)) {
    throw new CommandFailure('not every label set is known, so nothing was replayed');
  }
  return expanded.slos;
}

async function loadIncidents(
  context: CliContext,
  path: string | undefined,
): Promise<readonly LabelledIncident[] | undefined> {
  if (path === undefined) return undefined;
  const text = await context.files.readFile(path);
  if (text === undefined) throw new UsageError(`there is no file ${path}`);
  const { incidents, problems } = readIncidents({ path, text });
  if (problems.length === 0) return incidents;
  context.stderr.write(problemsText(problems, [{ path, text }], context.stderr.paint));
  throw new CommandFailure('the incidents cannot be read, so nothing was replayed');
}
