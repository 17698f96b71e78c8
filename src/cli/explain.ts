import type { Command } from 'commander';
import { readingModeFor } from '../core/events/reading-mode.js';
import { countedSlo } from '../core/events/count-reads.js';
import type { Slo } from '../core/slo/slo.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext, SourceAddress } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { type Asked, type Explanation, explainSlo } from './explain/explanation.js';
import { explanationText } from './explain/explanation-text.js';
import { measureHours, measureTraffic } from './explain/traffic.js';
import { isOfEvents } from './live/growth-query.js';
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
          "budgets in events too, at today's traffic, and what few events at night do",
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
  return withPrometheus(
    command,
    'count the events of the last day, those of each hour of the last 7 days, and the series there',
  )
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
  const explanations: Explanation[] = [];
  for (const slo of chosen) explanations.push(explainSlo(slo, await ask(context, slo, address)));
  context.stdout.write(
    options.output === 'json'
      ? jsonText({ slos: explanations })
      : explanations.map((explanation) => explanationText(explanation, context.stdout)).join('\n'),
  );
  return hasErrors(problems) ? EXIT.failed : EXIT.ok;
}

/** Today's traffic, that of each hour, and how a daemon that starts now would read this SLO; what is not known is told. */
async function ask(context: CliContext, slo: Slo, address: SourceAddress | undefined): Promise<Asked> {
  if (!address) return { traffic: null, byHour: null, reading: null };
  const source = await context.openSource(address);
  const series = await source.countSeries(countedSlo(slo).selectors);
  // How many slices a day has is no question of traffic, and they are always read raw.
  if (slo.timeSlices) {
    return { traffic: null, byHour: null, reading: series === undefined ? null : { mode: 'raw', series } };
  }
  const today = await measureTraffic(slo, source);
  const hours = today.kind === 'measured' && isOfEvents(slo) ? await measureHours(slo, source) : undefined;
  const missing = (
    what: string,
    answer: { readonly kind: string; readonly because?: string } | undefined,
  ) => {
    if (answer?.because !== undefined)
      context.stderr.write(`${slo.id}: ${what} is not known: ${answer.because}\n`);
  };
  missing("today's traffic", today);
  missing('the traffic by hour', hours);
  return {
    traffic: today.kind === 'measured' ? today.traffic : null,
    byHour: hours?.kind === 'measured' ? hours.traffic : null,
    reading: series === undefined ? null : { mode: readingModeFor(series, 'raw'), series },
  };
}
