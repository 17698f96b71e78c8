import { type Command, Option } from 'commander';
import { SEVERITIES } from '../../core/incident/incident.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl, urlOption } from '../daemon/target.js';
import { tellWarnings } from '../daemon/warnings.js';
import { readToken, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, outputOption } from '../output-option.js';
import { type Exit, verb } from '../verb.js';
import type { WorkOptions } from './work.js';

type Said = WorkOptions & {
  readonly service: string;
  readonly severity: string;
  readonly title: string;
  readonly slo?: string;
  readonly key?: string;
  readonly separate?: boolean;
};

/** Opens an incident that no alert has opened. */
export function declare(context: CliContext, exit: Exit): Command {
  return verb(context, 'declare', 'declare an incident that nothing else has seen', {
    examples: [
      [
        'firebreak incident declare --service checkout --severity sev2 --title "orders hang" --by maria',
        'whoever is routed is paged, or what is open for the service already is told',
      ],
      [
        'firebreak incident declare --service checkout --slo checkout/availability --severity sev2 --title "orders hang"',
        'the recovery of that SLO is watched',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'it is open, now or before'],
      [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .requiredOption('--service <name>', 'what is affected')
    .addOption(new Option('--severity <severity>', 'how bad it is').choices(SEVERITIES).makeOptionMandatory())
    .requiredOption('--title <text>', 'what is wrong, in one line')
    .option('--slo <id>', 'the SLO whose recovery is to be watched; without it, its end is a person’s word')
    .option('--key <text>', 'the name of this request: asked again with it, no second one is opened')
    .option('--separate', 'another one, although one of the service is open')
    .option('--by <name>', 'who does it; without it, the one whose token it is')
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(outputOption())
    .action(async (options: Said) => exit(await ask(context, options)));
}

async function ask(context: CliContext, options: Said): Promise<number> {
  const { service, severity, title, slo, key, separate, by } = options;
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const asked = Object.entries({ service, severity, title, slo, key, separate, by });
  const answer = await (await context.daemon(url)).postJson(
    '/api/v1/incidents',
    Object.fromEntries(asked.filter(([, value]) => value !== undefined)),
    token,
  );
  const body = bodyOf(answer, url);
  const told = new JsonReader(body, 'answer');
  tellWarnings(context, told);
  const word = (field: string) => told.at('incident').at(field).text();
  const opened = told.at('opened').flag();
  const how = opened
    ? `is opened; next: firebreak ack ${word('id')} --by NAME`
    : `is open for ${service} already: what you said is on its timeline (--separate opens another)`;
  const line = `${word('id')} ${word('severity').toUpperCase()} ${how}\n`;
  context.stdout.write(options.output === 'json' ? jsonText(body) : line);
  return EXIT.ok;
}
