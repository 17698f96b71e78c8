import type { Command } from 'commander';
import { readingModeFor } from '../core/events/reading-mode.js';
import { countedSlo } from '../core/events/count-reads.js';
import type { Slo } from '../core/slo/slo.js';
import type { Grouping } from '../core/slo/slo-template.js';
import type { Problem } from '../spec/problem.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext, SourceAddress } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { expandTemplates, KEPT } from './expand-templates.js';
import { type Asked, type Explanation, explainSlo } from './explain/explanation.js';
import { explanationText } from './explain/explanation-text.js';
import { measureHours, measureTraffic } from './explain/traffic.js';
import { isOfEvents } from './live/growth-query.js';
import { hasErrors, type LoadedSpecs, loadSpecs } from './load-specs.js';
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
    'count the events of the last day, those of each hour of the last 7 days, and the series there; find the label sets of group_by',
  )
    .addOption(outputOption())
    .action(async (paths: string[], options: Options) => exit(await explain(context, paths, options)));
}

async function explain(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const address = sourceAddress(options);
  const loaded = await loadSpecs(context, paths);
  const { slos, problems } = await explained(context, loaded, address, options.slo);
  if (problems.length > 0) context.stderr.write(reportText(problems, loaded.files, context.stderr.paint));
  const explanations: Explanation[] = [];
  for (const { slo, grouping } of slos) {
    explanations.push(explainSlo(slo, await ask(context, slo, address), grouping));
  }
  context.stdout.write(
    options.output === 'json'
      ? jsonText({ slos: explanations })
      : explanations.map((explanation) => explanationText(explanation, context.stdout)).join('\n'),
  );
  return hasErrors(problems) ? EXIT.failed : EXIT.ok;
}

/** An SLO, or a template by itself where no Prometheus tells its label sets. */
interface Explained {
  readonly slo: Slo;
  readonly grouping?: Grouping;
}

/** @param id only this SLO, or those of this template */
async function explained(
  context: CliContext,
  { slos, templates, problems }: LoadedSpecs,
  address: SourceAddress | undefined,
  id: string | undefined,
): Promise<{ readonly slos: readonly Explained[]; readonly problems: readonly Problem[] }> {
  const expanded = address && (await expandTemplates(context, templates, address, KEPT));
  const groups = expanded ? expanded.slos.map((slo) => ({ slo })) : templates;
  const all: readonly Explained[] = [...slos.map((slo) => ({ slo })), ...groups];
  const chosen = all.filter(({ slo }) => id === undefined || slo.id === id || slo.id.startsWith(`${id}:`));
  if (id !== undefined && chosen.length === 0) {
    throw new UsageError(`there is no SLO ${id}; there are ${all.map(({ slo }) => slo.id).join(', ')}`);
  }
  return { slos: chosen, problems: [...problems, ...(expanded?.problems ?? [])] };
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
