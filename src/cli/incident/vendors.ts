import { type Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl } from '../daemon/target.js';
import { readToken } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { jsonText } from '../output-option.js';
import type { Exit } from '../verb.js';
import { caseText, vendorText } from './vendors-text.js';
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

/** Opens a case with a vendor, and says what came of it; without more, shows whom its service depends on, and every case. */
export function vendor(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'vendor',
    'open a case with a vendor, and time it',
    'INC-7 open payco --reason "captures time out"',
  )
    .argument(
      '[act]',
      `${Object.keys(ACTS).join(', ')}; without it, the vendors of its service and the cases with them are shown`,
    )
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
  const daemon = await context.daemon(url);
  const path = `/api/v1/incidents/${encodeURIComponent(id)}`;
  const ask = async (of: string) =>
    new JsonReader(bodyOf(await daemon.getJson(of, {}, token), url), 'answer');
  const vendors = (await ask(`${path}/outlook`)).at('vendors');
  const cases = (await ask(path)).at('incident').at('vendorCases');
  context.stdout.write(
    options.output === 'json'
      ? jsonText({ vendors: vendors.raw(), cases: cases.raw() })
      : shownText(vendors.list(), cases.list()),
  );
  return EXIT.ok;
}

function shownText(vendors: readonly JsonReader[], cases: readonly JsonReader[]): string {
  const known =
    vendors.length === 0 ? ['the on-call files name no vendor that it depends on'] : vendors.map(vendorText);
  const opened = cases.length === 0 ? 'no case was opened' : cases.map(caseText).join('\n');
  return `${known.join('\n')}\n\n${opened}\n`;
}
