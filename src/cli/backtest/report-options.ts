import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { jsonText } from '../output-option.js';
import { reportHtml } from './html/report-html.js';
import type { Report } from './report.js';
import { reportJson } from './report-json.js';
import { reportText } from './report-text.js';
import { TIERS_HELP } from './tier-sets.js';

/** What backtest and simulate have in common. */
export interface ReportOptions {
  readonly vary?: readonly string[];
  readonly output: 'table' | 'json' | 'html';
  readonly out?: string;
  readonly step?: string;
}

export function addReportOptions(command: Command): Command {
  return command
    .option(
      '--vary <what=values...>',
      `compare candidates, every target with every set of tiers: target=99.9,99.95 tiers=default,pages-only; a set is ${TIERS_HELP}`,
    )
    .option('--step <duration>', 'evaluation interval; default 30s, or the shortest window of an alert')
    .addOption(
      new Option('--output <format>', 'for people, for programs, or a page with charts')
        .choices(['table', 'json', 'html'])
        .default('table'),
    )
    .option('--out <file>', 'write there instead of to standard output');
}

/** Shows a report as it was asked for. */
export async function showReport(context: CliContext, report: Report, options: ReportOptions): Promise<void> {
  const plain = { ...context.stdout, paint: (_style: string, text: string) => text };
  const text = {
    table: () => reportText(report, options.out === undefined ? context.stdout : plain),
    json: () => jsonText(reportJson(report)),
    html: () => reportHtml(report),
  }[options.output]();
  if (options.out === undefined) context.stdout.write(text);
  else {
    await context.files.writeFile(options.out, text);
    context.stderr.write(`written to ${options.out}\n`);
  }
}
