import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { incidentArgument } from '../incident/arguments.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & OutputOptions;

export function showCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'show', 'one incident: what happened, and whom it was told to', {
    examples: [['firebreak incidents show INC-7', 'its timeline, and the proof of every message']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'there is no such incident, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addArgument(incidentArgument())
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (incident: string, _: unknown, command: Command) =>
      exit(await show(context, incident, command.optsWithGlobals<Options>())),
    );
}

async function show(context: CliContext, incident: string, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const path = `/api/v1/incidents/${encodeURIComponent(incident)}`;
  const body = bodyOf(await (await context.daemon(url)).getJson(path), url);
  const detail = new JsonReader(body, 'answer');
  context.stdout.write(options.output === 'json' ? jsonText(body) : text(context, detail));
  return EXIT.ok;
}

function text({ stdout }: CliContext, detail: JsonReader): string {
  const incident = detail.at('incident');
  const word = (field: string) => incident.at(field).text();
  const title = (words: string) => stdout.paint('bold', words);
  const acknowledged = incident.at('acknowledgedAt').optional((at) => at.text());
  const phase = incident.at('phase').optional((value) => value.text());
  return [
    title(`${word('id')} ${word('severity').toUpperCase()} ${phase ?? word('status')}: ${word('title')}`),
    acknowledged === undefined
      ? `not acknowledged${word('status') === 'open' ? `: firebreak ack ${word('id')} --by NAME` : ''}`
      : `acknowledged by ${word('acknowledgedBy')} via ${word('acknowledgedVia')} ${acknowledged}`,
    '',
    title('TOLD'),
    ...told(detail.at('proof').list()),
    '',
    title('TIMELINE'),
    columns(
      detail
        .at('timeline')
        .list()
        .map((event) => [event.at('at').text(), event.at('by').text(), eventText(event)]),
      (cell) => cell,
    ),
  ].join('\n');
}

/** What was added late tells when it happened. */
function eventText(event: JsonReader): string {
  const text = event.at('text').text();
  const happened = event.at('data').optional((data) => data.at('happenedAt').optional((at) => at.text()));
  return happened === undefined ? text : `${happened}: ${text}`;
}

/** Of each message when it was decided, each attempt with what came of it, and what people did about it. */
function told(proof: readonly JsonReader[]): string[] {
  if (proof.length === 0) return ['nobody was told: routes in firebreak.yaml say who is (docs/daemon.md)'];
  return proof.flatMap((delivery) => {
    const word = (field: string) => delivery.at(field).text();
    return [
      `${word('ref')} ${word('kind')} to ${word('receiver')}, ${word('state')}, decided ${word('createdAt')}`,
      ...delivery.at('attemptLog').list().map(attemptText),
      ...delivery
        .at('changes')
        .list()
        .map(
          (change) =>
            `  ${change.at('action').text()} ${change.at('at').text()} by ${change.at('by').text()}: ${change.at('reason').text()}`,
        ),
    ];
  });
}

function attemptText(attempt: JsonReader): string {
  const optional = (field: string) => attempt.at(field).optional((value) => value.text());
  const outcome = optional('outcome');
  const begun = `  attempt ${attempt.at('begunAt').text()}`;
  if (outcome === undefined) return `${begun}: no answer yet; after a crash unknown, and sent again`;
  const detail = optional('detail') ?? '';
  const what = outcome === 'delivered' ? 'receipt' : outcome;
  return `${begun}: ${what} ${optional('endedAt') ?? ''} ${detail}`.trimEnd();
}
