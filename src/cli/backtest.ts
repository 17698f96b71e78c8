import type { Command } from 'commander';
import { History } from '../core/backtest/history.js';
import { leadIn } from '../core/backtest/replay.js';
import type { LabelledIncident } from '../core/backtest/score-incidents.js';
import { StepCounts } from '../core/backtest/step-counts.js';
import type { Slo } from '../core/slo/slo.js';
import { type HistorySpan, type ReadHistory, readHistory } from '../engine/read-history.js';
import { readIncidents } from '../spec/incidents/read-incidents.js';
import { reportText as problemsText } from '../spec/report/text.js';
import { progress } from './backtest/progress.js';
import { replayAll, scoreAll } from './backtest/report.js';
import { addReportOptions, type ReportOptions, showReport } from './backtest/report-options.js';
import { MIN_COVERAGE, soundSlos, staleAfter } from './backtest/replay-inputs.js';
import { durationOf, spanOf } from './backtest/span.js';
import { parseCandidates } from './backtest/vary.js';
import { applyCandidate } from '../core/backtest/candidate.js';
import type { CliContext } from './context.js';
import { CommandFailure, EXIT, UsageError } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

interface Options extends ReportOptions {
  readonly prometheus: string;
  readonly since: string;
  readonly until?: string;
  readonly incidents?: string;
}

/** SLOs whose histories are in memory at once; a month of one takes some 7 MB. */
const AT_ONCE = 40;

export function backtestCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
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
    .requiredOption('--prometheus <url>', 'whose history to replay')
    .option('--since <when>', 'a duration before the end, or an ISO 8601 instant', '30d')
    .option('--until <instant>', 'end of the span (default: now)')
    .option(
      '--incidents <file>',
      'incidents that were: CSV (start,end,service,slo,name; the last three may be left out) or a YAML list of these',
    );
  return addReportOptions(command).action(async (paths: string[], options: Options) =>
    exit(await backtest(context, paths, options)),
  );
}

async function backtest(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const candidates = parseCandidates(options.vary ?? []);
  const stepMs = durationOf('--step', options.step);
  const slos = await soundSlos(context, paths);
  const incidents = await loadIncidents(context, options.incidents);
  const { source, now } = context.openEvents(options.prometheus);
  const { from, to } = spanOf(options.since, options.until, stepMs, now);
  const tell = progress(context.stderr, 'reading history');
  const reported = [];
  const unread: ReadHistory['unread'][number][] = [];
  for (let first = 0; first < slos.length; first += AT_ONCE) {
    const batch = slos.slice(first, first + AT_ONCE);
    const lead = Math.max(
      ...batch.flatMap((slo) => candidates.map((candidate) => leadIn(applyCandidate(slo, candidate)))),
    );
    const begin = Math.floor((from - lead) / stepMs) * stepMs;
    const span: HistorySpan = { from: begin, to, stepMs, staleAfter: staleAfter(stepMs) };
    const read = await readHistory(batch, source, span, (share) =>
      tell((first + share * batch.length) / slos.length),
    );
    unread.push(...read.unread);
    const historyOf = (slo: Slo) => new History(read.counts.get(slo.id) ?? new StepCounts(begin, to, stepMs));
    const replayOptions = { from, to, staleAfter: span.staleAfter, minCoverage: MIN_COVERAGE };
    reported.push(...replayAll(batch, candidates, historyOf, replayOptions, {}));
  }
  if (reported.every(({ candidates: all }) => all.every(({ replay }) => replay.events.coverage === 0))) {
    const why = unread[0]
      ? `: ${unread[0].message}`
      : '; validate --prometheus says whether its series are there';
    throw new CommandFailure(`${options.prometheus} has no data for these SLOs in that time${why}`);
  }
  const report = {
    verb: 'backtest' as const,
    source: `history of ${withoutPassword(options.prometheus)}`,
    from,
    to,
    stepMs,
    slos: reported,
    scores: scoreAll(reported, candidates, { incidents }),
    unread,
  };
  await showReport(context, report, options);
  return EXIT.ok;
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

/** A report is passed around. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}
