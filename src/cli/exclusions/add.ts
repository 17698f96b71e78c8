import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { type SelectionOptions, selectionOf, withSelection } from './selection-options.js';

interface Options extends DaemonOptions, TokenOptions, SelectionOptions {
  readonly kind: 'maintenance' | 'correction';
  readonly from: string;
  readonly to: string;
  readonly author?: string;
  readonly reason: string;
}

export function addCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'add', 'exclude time once: maintenance that is planned, or a correction', {
    examples: [
      [
        'firebreak exclusions add --slo checkout-api/latency --from 2026-12-01T22:00:00Z --to 2026-12-02T00:00:00Z --author maria --reason "PostgreSQL 18"',
        'with the token in FIREBREAK_TOKEN; maintenance that comes again belongs into a file (docs/exclusions.md)',
      ],
      [
        'firebreak exclusions add --kind correction --label tier=1 --from 2026-11-20T09:00:00Z --to 2026-11-20T11:30:00Z --author li --reason "broken probe"',
        'the budget is recomputed without that time; the raw figure stays beside it',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'in force with the next evaluation'],
      [EXIT.failed, 'refused (what is wrong is told), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  });
  return withSelection(command)
    .requiredOption('--from <instant>', 'when it begins, with its offset: 2026-12-01T22:00:00Z')
    .requiredOption('--to <instant>', 'when it ends')
    .option('--author <name>', 'who says so; without it, the one whose token it is')
    .requiredOption('--reason <text>', 'why this time does not count')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['maintenance', 'correction']).default('maintenance'),
    )
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (options: Options) => exit(await add(context, options)));
}

async function add(context: CliContext, options: Options): Promise<number> {
  const { kind, from, to, author, reason } = options;
  const said = author === undefined ? {} : { author };
  const asked = { kind, ...said, reason, from, to, ...selectionOf(options) };
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const body = bodyOf(await (await context.daemon(url)).postJson('/api/v1/exclusions', asked, token), url);
  const id = new JsonReader(body, 'answer').at('id').text();
  context.stdout.write(`${id} is in force with the next evaluation\n`);
  return EXIT.ok;
}
