import { type Command } from 'commander';
import { formatDuration } from '../../core/time/duration.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl } from '../daemon/target.js';
import { readToken } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import type { Exit } from '../verb.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

type Said = WorkOptions & {
  readonly reason?: string;
  readonly text?: string;
  readonly reference?: string;
};

/** By the end of the API's path. */
const ACTS: Readonly<Record<string, string>> = {
  open: 'vendors',
  answered: 'vendors/answered',
  closed: 'vendors/closed',
};

/** Opens a case with a vendor, and says what came of it; without more, shows whom its service depends on. */
export function vendor(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'vendor',
    'open a case with a vendor, and time it',
    'INC-7 open payco --reason "captures time out"',
  )
    .argument('[act]', `${Object.keys(ACTS).join(', ')}; without it, the vendors of its service are shown`)
    .argument('[vendor]', 'as the on-call files call them')
    .option('--reason <text>', 'open: what they are needed for')
    .option('--text <text>', 'answered: what they say; closed: what came of it')
    .option('--reference <text>', 'answered: what they call the case')
    .action(async (id: string, act: string | undefined, name: string | undefined, options: Said) => {
      if (act === undefined) return exit(await show(context, id, options));
      const path = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
      if (path === undefined || name === undefined) {
        context.stderr.write(`say what is done with whom: ${Object.keys(ACTS).join(', ')}, and a vendor\n`);
        return exit(EXIT.usage);
      }
      const { reason, text, reference } = options;
      return exit(await askOfIncident(context, id, path, options, { vendor: name, reason, text, reference }));
    });
}

async function show(context: CliContext, id: string, options: WorkOptions): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const path = `/api/v1/incidents/${encodeURIComponent(id)}/outlook`;
  const answer = await (await context.daemon(url)).getJson(path, {}, token);
  const vendors = new JsonReader(bodyOf(answer, url), 'answer').at('vendors').list();
  if (vendors.length === 0) context.stdout.write('the on-call files name no vendor that it depends on\n');
  for (const each of vendors) context.stdout.write(`${vendorText(each)}\n`);
  return EXIT.ok;
}

function vendorText(vendor: JsonReader): string {
  const word = (field: string) => vendor.at(field).optional((value) => value.text());
  const [contract, account] = [word('contract'), word('account')];
  const promise = vendor.at('responseMs').optional((ms) => ms.number());
  const about = [
    ...(contract === undefined ? [] : [contract]),
    ...(account === undefined ? [] : [`account ${account}`]),
    promise === undefined ? 'no time is promised' : `answers in ${formatDuration(promise)}`,
  ];
  const routes = vendor
    .at('routes')
    .list()
    .map((route) => `  ${route.at('name').text()}: ${route.at('via').text()} ${route.at('to').text()}`);
  const open = vendor.at('open').optional((each) => {
    const answered = each.at('answeredAt').optional((at) => at.text());
    return `, V${each.at('number').number()} is open${answered === undefined ? ', no answer yet' : ''}`;
  });
  return [
    `${vendor.at('id').text()}: ${vendor.at('name').text()} (${about.join(', ')})${open ?? ''}`,
    ...routes,
  ].join('\n');
}
