import { type Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl } from '../daemon/target.js';
import { readToken } from '../daemon/token.js';
import { CommandFailure, EXIT } from '../exit-codes.js';
import type { Exit } from '../verb.js';
import { wholeOf } from './hypotheses.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

type Asked = WorkOptions & { readonly for?: string; readonly expires?: string };

/** Shows entries of the timeline to partners. */
export function share(context: CliContext, exit: Exit): Command {
  return marks(context, exit, 'share', 'show entries of its timeline to partners', 'shared');
}

export function unshare(context: CliContext, exit: Exit): Command {
  return marks(context, exit, 'unshare', 'show entries to partners no longer', 'shared/remove');
}

function marks(context: CliContext, exit: Exit, name: string, summary: string, path: string): Command {
  return workCommand(context, name, summary, 'INC-7 12 15')
    .argument('<entries...>', 'their numbers, as the timeline counts')
    .action(async (id: string, entries: readonly string[], options: WorkOptions) => {
      const numbers = entries.map(wholeOf);
      // One request for each: none is sent where one of them would be refused.
      if (numbers.length > 1) await refuseUnknown(context, id, numbers, options);
      for (const entry of numbers) {
        const unchanged = `entry ${entry} ${name === 'share' ? 'is shared already' : 'was not shared'}`;
        await askOfIncident(context, id, path, options, { entry }, unchanged);
      }
      exit(EXIT.ok);
    });
}

async function refuseUnknown(
  context: CliContext,
  id: string,
  numbers: readonly number[],
  options: WorkOptions,
): Promise<void> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const path = `/api/v1/incidents/${encodeURIComponent(id)}`;
  const body = bodyOf(await (await context.daemon(url)).getJson(path, {}, token), url);
  const count = new JsonReader(body, 'answer').at('incident').at('eventCount').number();
  const unknown = numbers.filter((number) => number > count);
  if (unknown.length > 0)
    throw new CommandFailure(
      `the timeline of ${id} has entries 1 to ${count}, and none of ${unknown.join(', ')}: nothing was changed`,
    );
}

/** Makes a link to what is shared, or revokes one. */
export function shareLink(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'share-link', 'make a link to what is shared', 'INC-7 --for PayCo')
    .argument('[revoke]', 'revoke: the link shows nothing from now on')
    .argument('[link]', 'revoke: its number, where several hold')
    .option('--for <name>', 'whom it is for')
    .option('--expires <duration>', 'how long it holds, such as 24h (default 7d, 90d at most)')
    .action(async (id: string, act: string | undefined, link: string | undefined, options: Asked) => {
      if (act === undefined) return exit(await make(context, id, options));
      if (act !== 'revoke') {
        context.stderr.write(
          `"${act}" is nothing that is done with a link: revoke, or nothing to make one\n`,
        );
        return exit(EXIT.usage);
      }
      const body = link === undefined ? {} : { link: wholeOf(link) };
      return exit(await askOfIncident(context, id, 'share-links/revoke', options, body));
    });
}

async function make(context: CliContext, id: string, options: Asked): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const asked = { for: options.for, expiresIn: options.expires, by: options.by };
  const answer = await (await context.daemon(url)).postJson(
    `/api/v1/incidents/${encodeURIComponent(id)}/share-links`,
    Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    token,
  );
  const made = new JsonReader(bodyOf(answer, url), 'answer');
  const word = (field: string) => made.at(field).text();
  const where = made.at('url').optional((value) => value.text()) ?? new URL(word('path'), url).href;
  context.stdout.write(`${where}\n`);
  context.stderr.write(
    `link ${made.at('link').number()} for ${word('for')}, until ${word('expiresAt')}; it is not shown again\n`,
  );
  return EXIT.ok;
}
