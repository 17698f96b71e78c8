import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { percent } from '../text/quantities.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & OutputOptions & { readonly days: string };

/** How often alerts were right. */
export function qualityCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'quality', 'how often alerts were right, by the verdicts on their incidents', {
    examples: [
      ['firebreak incidents quality', 'by service and SLO, those with the most false positives first'],
      ['firebreak incidents quality --days 30', 'the last month'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addOption(new Option('--days <number>', 'of incidents opened within so many days').default('90'))
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (_: unknown, command: Command) =>
      exit(await quality(context, command.optsWithGlobals<Options>())),
    );
}

async function quality(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const { days } = options;
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/alert-quality', { days }), url);
  context.stdout.write(
    options.output === 'json' ? jsonText(body) : qualityText(context, new JsonReader(body, 'answer')),
  );
  return EXIT.ok;
}

function qualityText({ stdout }: CliContext, answer: JsonReader): string {
  const [from, to] = [answer.at('fromAt').text(), answer.at('toAt').text()];
  const span = `incidents that alerts opened from ${from} to ${to}`;
  const total = answer.at('total');
  if (total.at('incidents').number() === 0) return `no ${span}\n`;
  const of = (noun: 'slo' | 'service') =>
    answer
      .at(`${noun}s`)
      .list()
      .map((each) => [each.at(noun).text() || '(no service)', ...cells(each)]);
  const head = (noun: string) => [
    noun,
    'INCIDENTS',
    'REAL',
    'FALSE',
    'NO VERDICT',
    'PRECISION',
    '95% INTERVAL',
  ];
  const table = (rows: string[][]) =>
    columns(rows, (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
  return [
    `${span}\n`,
    table([head('SERVICE'), ...of('service'), ['all', ...cells(total)]]),
    table([head('SLO'), ...of('slo')]),
  ].join('\n');
}

function cells(quality: JsonReader): string[] {
  const precision = quality.at('precision').optional((each) => each);
  const share = (field: string) => percent(precision?.at(field).number() ?? 0);
  return [
    ...['incidents', 'real', 'falsePositive', 'noVerdict'].map((field) => quality.at(field).word()),
    ...(precision
      ? [`${share('share')} of ${precision.at('n').word()}`, `${share('low')} to ${share('high')}`]
      : ['unknown', '-']),
  ];
}
