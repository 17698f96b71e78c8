import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { tellWarnings } from '../daemon/warnings.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { verb } from '../verb.js';

export type WorkOptions = DaemonOptions & TokenOptions & { readonly by?: string };

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
    .argument('<incident>', 'its id, as "firebreak incidents" gives it')
    .option('--by <name>', 'who does it; without it, the one whose token it is')
    .addOption(urlOption())
    .addOption(tokenOption())
    .showHelpAfterError(`(firebreak incident ${name} --help shows how it is used)`);
}

/** Asks the daemon, and tells how the incident stands after it. */
export async function askOfIncident(
  context: CliContext,
  id: string,
  path: string,
  options: WorkOptions,
  body: Readonly<Record<string, string | number | readonly number[] | undefined>>,
): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const asked = Object.entries({ ...body, by: options.by }).filter(([, value]) => value !== undefined);
  const answer = await (await context.daemon(url)).postJson(
    `/api/v1/incidents/${encodeURIComponent(id)}/${path}`,
    Object.fromEntries(asked),
    token,
  );
  const incident = new JsonReader(bodyOf(answer, url), 'answer');
  const word = (field: string) => incident.at(field).text();
  tellWarnings(context, incident);
  // What is said of a merged one goes to the other.
  if (path !== 'split' && word('id') !== id)
    context.stdout.write(`${id} is merged into ${word('id')}: work goes on there\n`);
  context.stdout.write(`${word('id')} ${word('severity').toUpperCase()} is ${word('phase')}\n`);
  return EXIT.ok;
}
