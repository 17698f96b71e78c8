import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { tellWarnings } from '../daemon/warnings.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { incidentArgument } from './arguments.js';
import { workedText } from './worked-text.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { EXIT } from '../exit-codes.js';
import { verb } from '../verb.js';

export type WorkOptions = DaemonOptions & TokenOptions & OutputOptions & { readonly by?: string };

/** A command that changes one incident. */
export function workCommand(context: CliContext, name: string, summary: string, example: string): Command {
  return verb(context, name, summary, {
    examples: [[`firebreak incident ${name} ${example} --by maria`, summary]],
    exitCodes: [
      [EXIT.ok, 'done, now or before'],
      [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addArgument(incidentArgument())
    .option('--by <name>', 'who does it; without it, the one whose token it is')
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(outputOption());
}

/**
 * Asks the daemon, and tells what is true since, how the incident stands, and what falls due next.
 * @param unchanged what is said where nothing has changed
 */
export async function askOfIncident(
  context: CliContext,
  id: string,
  path: string,
  options: WorkOptions,
  body: Readonly<Record<string, string | number | boolean | readonly number[] | undefined>>,
  unchanged?: string,
): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const asked = Object.entries({ ...body, by: options.by }).filter(([, value]) => value !== undefined);
  const answer = await (await context.daemon(url)).postJson(
    `/api/v1/incidents/${encodeURIComponent(id)}/${path}`,
    Object.fromEntries(asked),
    token,
  );
  const told = bodyOf(answer, url);
  const incident = new JsonReader(told, 'answer');
  tellWarnings(context, incident);
  if (options.output === 'json') {
    context.stdout.write(jsonText(told));
    return EXIT.ok;
  }
  // What is said of a merged one goes to the other.
  const where = incident.at('id').text();
  if (path !== 'split' && where !== id)
    context.stdout.write(`${id} is merged into ${where}: work goes on there\n`);
  context.stdout.write(`${workedText(incident, unchanged)}\n`);
  return EXIT.ok;
}
