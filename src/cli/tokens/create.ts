import { type Command, Option } from 'commander';
import { SCOPES } from '../../core/access/scope.js';
import type { CliContext } from '../context.js';
import { type DaemonOptions, urlOption } from '../daemon/target.js';
import { type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { askForSecret } from './ask.js';

interface Options extends DaemonOptions, TokenOptions {
  readonly scope: string;
  readonly expiresIn?: string;
}

export function createCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'create', 'make a token', {
    examples: [
      ['firebreak tokens create ci --scope operate > ci-token', 'for 90 days'],
      ['firebreak tokens create grafana --scope read --expires-in never', 'a token for reads that stays'],
    ],
    exitCodes: [
      [EXIT.ok, 'made; its secret is on standard output'],
      [EXIT.failed, 'refused, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<name>', 'what the audit log and timelines call whoever has it')
    .addOption(
      new Option('--scope <scope>', 'what it may do; each includes the ones before')
        .choices(SCOPES)
        .makeOptionMandatory(),
    )
    .option('--expires-in <duration>', 'how long it holds, or never (default 90d)')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (name: string, options: Options) => {
      const { scope, expiresIn } = options;
      const body = { name, scope, ...(expiresIn === undefined ? {} : { expires_in: expiresIn }) };
      await askForSecret(context, options, '/api/v1/tokens', body);
      exit(EXIT.ok);
    });
}
