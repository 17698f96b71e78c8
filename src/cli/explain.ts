import type { Command } from 'commander';
import { readingModeFor } from '../core/events/reading-mode.js';
import { weightedSelectors } from '../core/events/weighted-selectors.js';
import type { Slo } from '../core/slo/slo.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext, SourceAddress } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { type Explanation, explainSlo } from './explain/explanation.js';
import { explanationText } from './explain/explanation-text.js';
import { measureTraffic, type Traffic } from './explain/traffic.js';
import { hasErrors, loadSpecs } from './load-specs.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { type Exit, verb } from './verb.js';

interface Options extends OutputOptions, PrometheusFlags {
  readonly slo?: string;
}

export function explainCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'explain',
    'what SLO files mean: queries, budgets, when each alert fires and clears',
    {
      examples: [
        ['firebreak explain slo-specs', 'every SLO'],
        ['firebreak explain slo-specs --slo checkout-api/availability', 'one of them'],
        [
          'firebreak explain slo-specs --prometheus http://127.0.0.1:9090',
          "budgets in events too, at today's traffic",
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'explained'],
        [EXIT.failed, 'some SLO has errors; the others are explained all the same'],
        [EXIT.usage, 'wrong usage, no such SLO'],
      ],
    },
  )
    .argument('<path...>', 'SLO files or folders')
    .option('--slo <service/name>', 'only this one');
  return withPrometheus(command, 'count the events of the last day and the series there')
    .addOption(outputOption())
    .action(async (paths: string[], options: Options) => exit(await explain(context, paths, options)));
}

async function explain(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const address = sourceAddress(options);
  const { files, slos, problems } = await loadSpecs(context, paths);
  if (problems.length > 0) context.stderr.write(reportText(problems, files, context.stderr.paint));
  const chosen = slos.filter((slo) => options.slo === undefined || slo.id === options.slo);
  if (options.slo !== undefined && chosen.length === 0) {
    throw new UsageError(`there is no SLO ${options.slo}; there are ${slos.map((slo) => slo.id).join(', ')}`);
  }
  const explanations = [];
  for (const slo of chosen)
    explanations.push(
      explainSlo(slo, {
        traffic: await traffic(context, slo, address),
        reading: await reading(context, slo, address),
      }),
    );
  context.stdout.write(
    options.output === 'json'
      ? jsonText({ slos: explanations })
      : explanations.map((explanation) => explanationText(explanation, context.stdout)).join('\n'),
  );
  return hasErrors(problems) ? EXIT.failed : EXIT.ok;
}

async function traffic(
  context: CliContext,
  slo: Slo,
  address: SourceAddress | undefined,
): Promise<Traffic | null> {
  if (!address) return null;
  const answer = await measureTraffic(slo, await context.openSource(address));
  if (answer.kind === 'measured') return answer.traffic;
  context.stderr.write(`${slo.id}: today's traffic is not known: ${answer.because}\n`);
  return null;
}

/** How a daemon that starts now would read this SLO. */
async function reading(
  context: CliContext,
  slo: Slo,
  address: SourceAddress | undefined,
): Promise<Explanation['reading']> {
  if (!address) return null;
  const series = await (await context.openSource(address)).countSeries(weightedSelectors(slo.sli));
  return series === undefined ? null : { mode: readingModeFor(series, 'raw'), series };
}
