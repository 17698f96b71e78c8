import { type Command, Option } from 'commander';
import { AUDIENCES } from '../../core/incident/audiences.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl } from '../daemon/target.js';
import { readToken } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { jsonText } from '../output-option.js';
import type { Exit } from '../verb.js';
import { wordArgument } from './arguments.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

type Approved = WorkOptions & { readonly text?: string; readonly draft?: boolean };

/** Tells an audience what was approved for it. */
export function update(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'update', 'tell an audience how it stands', 'INC-7 customers --draft')
    .addArgument(wordArgument('audience', AUDIENCES))
    .addOption(new Option('--text <text>', 'what they are told').conflicts('draft'))
    .option('--draft', 'what "firebreak incident drafts" shows, as it is')
    .action(async (id: string, audience: string, options: Approved) => {
      const text = options.draft === true ? await draftFor(context, id, audience, options) : options.text;
      if (text === undefined) {
        context.stderr.write(
          `say what ${audience} are told: --text "…", or --draft for what firebreak incident drafts ${id} shows\n`,
        );
        return exit(EXIT.usage);
      }
      return exit(await askOfIncident(context, id, 'updates', options, { audience, text }));
    });
}

/** Shows what each audience is to be told next. */
export function drafts(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'drafts', 'show what each audience is to be told next', 'INC-7').action(
    async (id: string, options: WorkOptions) => {
      const views = await ask(context, id, options);
      if (options.output === 'json') {
        context.stdout.write(jsonText(views.body));
        return exit(EXIT.ok);
      }
      for (const view of views.list) {
        const due = view.at('dueAt').optional((at) => at.text());
        const told = view.at('sent').number();
        const receivers = view
          .at('receivers')
          .list()
          .map((receiver) => receiver.text());
        const when = due === undefined ? 'not due' : `due ${due}`;
        const lacking = view.at('lacking').optional((why) => why.text());
        const to =
          receivers.length === 0
            ? `recorded only: ${lacking ?? 'nobody is told by Firebreak'}`
            : `goes to ${receivers.join(', ')}`;
        context.stdout.write(
          `${view.at('audience').text()}: ${when}, ${told} sent, ${to}\n  ${view.at('draft').at('text').text()}\n`,
        );
      }
      return exit(EXIT.ok);
    },
  );
}

async function draftFor(
  context: CliContext,
  id: string,
  audience: string,
  options: WorkOptions,
): Promise<string | undefined> {
  const views = await ask(context, id, options);
  return views.list
    .find((view) => view.at('audience').text() === audience)
    ?.at('draft')
    .at('text')
    .text();
}

interface Views {
  readonly body: unknown;
  readonly list: readonly JsonReader[];
}

async function ask(context: CliContext, id: string, options: WorkOptions): Promise<Views> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const answer = await (await context.daemon(url)).getJson(
    `/api/v1/incidents/${encodeURIComponent(id)}/updates`,
    {},
    token,
  );
  const body = bodyOf(answer, url);
  return { body, list: new JsonReader(body, 'answer').at('updates').list() };
}
