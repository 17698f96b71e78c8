import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from './daemon/token.js';

/** Who asks a daemon for a change, and why. */
export type ChangeOptions = DaemonOptions & TokenOptions & { readonly by?: string; readonly reason: string };

/** Adds the options of every change that needs a reason. */
export function withChangeOptions(command: Command): Command {
  return command
    .option('--by <name>', 'who says so; without it, the one whose token it is')
    .requiredOption('--reason <text>', 'why')
    .addOption(urlOption())
    .addOption(tokenOption());
}

/** Asks the daemon for the change; what else it needs to know is in `more`. */
export async function askForChange(
  context: CliContext,
  path: string,
  options: ChangeOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const { by, reason } = options;
  const asked = { ...more, ...(by === undefined ? {} : { by }), reason };
  return bodyOf(await (await context.daemon(url)).postJson(path, asked, token), url);
}
