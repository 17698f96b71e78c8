import { Option } from 'commander';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-codes.js';

export interface TokenOptions {
  readonly tokenFile?: string;
}

export function tokenOption(): Option {
  return new Option(
    '--token-file <file>',
    'holds the token for writes; default: the token in FIREBREAK_TOKEN',
  );
}

/** The token for writes; undefined when none is given, and then the daemon says whether it wants one. */
export async function readToken(
  context: CliContext,
  { tokenFile }: TokenOptions,
): Promise<string | undefined> {
  if (tokenFile === undefined) return context.env['FIREBREAK_TOKEN'] || undefined;
  const text = await context.files.readFile(tokenFile);
  if (!text?.trim())
    throw new UsageError(`${tokenFile} does not exist or is empty; it should hold the daemon's token`);
  return text.trim();
}
