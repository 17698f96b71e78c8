import type { Command } from 'commander';
import type { CliContext, DaemonAnswer } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, failureText, urlOption } from '../daemon/target.js';
import { CommandFailure, UsageError } from '../exit-codes.js';

export interface WhichOptions extends DaemonOptions {
  readonly config?: string;
}

/** Whose receivers are meant: those of a file, or those that a daemon has in force. */
type Which =
  | { readonly kind: 'file'; readonly config: string }
  | { readonly kind: 'daemon'; readonly url: string };

export function withWhich(command: Command): Command {
  return command
    .option('--config <file>', 'ask no daemon but this configuration file; default: FIREBREAK_CONFIG')
    .addOption(urlOption());
}

/** A flag before an environment variable, and of those the one that says where a daemon is. */
export function whichReceivers(context: CliContext, options: WhichOptions): Which {
  const { config, url } = options;
  const { FIREBREAK_URL: daemon, FIREBREAK_CONFIG: file } = context.env;
  if (config !== undefined && url !== undefined)
    throw new UsageError('ask either a configuration (--config) or a daemon (--url)');
  if (config !== undefined) return { kind: 'file', config };
  if (url === undefined && !daemon && file) return { kind: 'file', config: file };
  return { kind: 'daemon', url: daemonUrl(context, options) };
}

/** What a daemon answers; where there is none, how to do without it. */
export function receiverAnswer(answer: DaemonAnswer, url: string): JsonReader {
  if (answer.kind === 'unreachable')
    throw new CommandFailure(`${failureText(answer, url)}; --config firebreak.yaml does without a daemon`);
  return new JsonReader(bodyOf(answer, url), 'answer');
}
