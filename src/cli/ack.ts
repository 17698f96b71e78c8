import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { JsonReader } from './daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { tellWarnings } from './daemon/warnings.js';
import { readToken, type TokenOptions, tokenOption } from './daemon/token.js';
import { incidentArgument } from './incident/arguments.js';
import { EXIT } from './exit-codes.js';
import { dueText } from './incident/worked-text.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & TokenOptions & OutputOptions & { readonly by?: string };

export function ackCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'ack', 'acknowledge an incident: somebody is on it', {
    examples: [
      ['FIREBREAK_TOKEN=... firebreak ack INC-7 --by maria', 'the timeline says who and when'],
      ['firebreak ack INC-7 --by maria --token-file /run/secrets/firebreak', 'the token from a file'],
    ],
    exitCodes: [
      [EXIT.ok, 'acknowledged, now or before'],
      [EXIT.failed, 'refused (no such incident, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addArgument(incidentArgument('incident', 'its id, as the page and "firebreak incidents" give it'))
    .option('--by <name>', 'who is on it; without it, the one whose token it is')
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(outputOption())
    .action(async (incident: string, options: Options) =>
      exit(await acknowledge(context, incident, options)),
    );
}

async function acknowledge(context: CliContext, incident: string, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const path = `/api/v1/incidents/${encodeURIComponent(incident)}/ack`;
  const { by } = options;
  const body = bodyOf(
    await (await context.daemon(url)).postJson(path, by === undefined ? {} : { by }, token),
    url,
  );
  const answer = new JsonReader(body, 'answer');
  tellWarnings(context, answer);
  const id = answer.at('id').text();
  const where = id === incident ? incident : `${incident} is merged into ${id}, which`;
  const line = `${where} is acknowledged by ${answer.at('acknowledgedBy').text()}${dueText(answer)}\n`;
  context.stdout.write(options.output === 'json' ? jsonText(body) : line);
  return EXIT.ok;
}
