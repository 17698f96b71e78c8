import type { Command } from 'commander';
import { History } from '../core/backtest/history.js';
import { seededRandom } from '../core/backtest/seeded-random.js';
import { sliceSteps } from '../core/backtest/slice-steps.js';
import { synthesize } from '../core/backtest/synthetic-traffic.js';
import type { Slo } from '../core/slo/slo.js';
import { stepOf, MIN_COVERAGE, soundSpecs, staleAfter } from './backtest/replay-inputs.js';
import { longestLead, replayAll } from './backtest/report.js';
import { addReportOptions, type ReportOptions, showReport } from './backtest/report-options.js';
import { durationOf } from './backtest/span.js';
import { parseShape, type ShapeOptions, shapeText, simulatedSlo } from './backtest/traffic-options.js';
import { parseCandidates } from './backtest/vary.js';
import type { CliContext } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

interface Options extends ReportOptions, ShapeOptions {
  readonly target?: string;
  readonly window: string;
  readonly span: string;
  readonly seed: string;
}

/** Every simulation begins at this instant, a Monday, so that the same command gives the same report. */
const BEGIN = Date.UTC(2026, 0, 5);

export function simulateCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'simulate',
    'what SLOs would do on made-up traffic with outages, without a Prometheus',
    {
      examples: [
        [
          'firebreak simulate --target 99.9 --outage start=6h,lasts=20m,errors=10%',
          'when an outage is detected and cleared, beside what theory says',
        ],
        [
          'firebreak simulate slo-specs --rate 2 --swing 20 --base-errors 0.02% --outage start=3d,lasts=1h,errors=5% --outage start=9d,lasts=2d,errors=0.4%',
          'quiet nights, a background of errors, a short and a slow outage',
        ],
        [
          'firebreak simulate --target 99.9 --vary tiers=default,page:1h/5m@10 --output html --out report.html',
          'candidates with charts',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'simulated'],
        [EXIT.failed, 'a spec has errors'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('[path...]', 'SLO files or folders')
    .option('--target <percent>', 'instead of files: one SLO with the workbook’s alerts')
    .option('--window <duration>', 'the SLO window of --target', '30d')
    .option('--span <duration>', 'how long to simulate; an SLO window without outages goes before it', '30d')
    .option('--rate <number>', 'events per second, on average over a day', '100')
    .option('--swing <number>', 'the busiest hour’s rate over the quietest one’s', '4')
    .option('--base-errors <percent>', 'bad events when nothing is wrong', '0%')
    .option('--seed <number>', 'another seed, another scatter', '1')
    .option(
      '--outage <start=…,lasts=…,errors=…>',
      'an outage, as start=6h,lasts=20m,errors=10%; may be repeated',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    );
  return addReportOptions(command).action(async (paths: string[], options: Options) =>
    exit(await simulate(context, paths, options)),
  );
}

async function simulate(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const candidates = parseCandidates(options.vary ?? []);
  const slos = await slosOf(context, paths, options);
  const stepMs = stepOf(options.step, slos, candidates);
  const to = BEGIN + Math.ceil(durationOf('--span', options.span) / stepMs) * stepMs;
  const shape = parseShape(options, { from: BEGIN, to });
  const seed = Number(options.seed);
  if (!Number.isInteger(seed)) throw new UsageError(`--seed ${options.seed} is no whole number`);
  const from = BEGIN - Math.ceil(longestLead(slos, candidates) / stepMs) * stepMs;
  const counts = synthesize(shape, { from, to, stepMs }, seededRandom(seed));
  const events = new History(counts);
  const historyOf = ({ timeSlices }: Slo) =>
    timeSlices ? new History(sliceSteps(counts, timeSlices)) : events;
  const replayOptions = { from: BEGIN, to, staleAfter: staleAfter(stepMs), minCoverage: MIN_COVERAGE };
  const report = {
    verb: 'simulate' as const,
    source: shapeText(shape, seed),
    from: BEGIN,
    to,
    stepMs,
    slos: replayAll(slos, candidates, historyOf, replayOptions, shape.outages),
    scores: [],
    unread: [],
  };
  await showReport(context, report, options);
  return EXIT.ok;
}

async function slosOf(
  context: CliContext,
  paths: readonly string[],
  { target, window }: Options,
): Promise<readonly Slo[]> {
  if ((target === undefined) === (paths.length === 0)) {
    throw new UsageError('give SLO files, or --target 99.9 instead of them');
  }
  if (target !== undefined) return [simulatedSlo(target, window)];
  const { slos, templates } = await soundSpecs(context, paths);
  // Made-up traffic is the same for every label set.
  return [...slos, ...templates.map(({ slo }) => slo)];
}
