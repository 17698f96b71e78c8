import type { Command } from 'commander';
import { meantText } from '../../core/nearest.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, tokenOption } from '../daemon/token.js';
import { CommandFailure, EXIT } from '../exit-codes.js';
import type { WorkOptions } from '../incident/work.js';
import { type Exit, verb } from '../verb.js';
import { askContacts } from './ask-contacts.js';

/** Shows that somebody is reached, before a page has to. */
export function contactCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'contact', 'test whether pages reach somebody, and verify that they do', {
    examples: [
      ['firebreak oncall contact test alice', 'a message with a code through each of her contacts'],
      ['firebreak oncall contact verify alice K7MQ4T', 'the code that arrived'],
    ],
    exitCodes: [
      [EXIT.ok, 'sent, or verified'],
      [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).usage('<command> [options]');
  for (const part of [testCommand, verifyCommand]) command.addCommand(part(context, exit));
  return command;
}

function testCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'test', 'send a message that says that it is a test, with a code', {
    examples: [['firebreak oncall contact test alice mail', 'through one contact alone']],
    exitCodes: [],
  })
    .argument('<person>', 'as the on-call files call them')
    .argument('[route]', 'one of their contacts, as "firebreak oncall contacts" gives it; otherwise all');
  return withAsker(command).action(async (person: string, route: string | undefined, options: WorkOptions) =>
    exit(await test(context, person, route, options)),
  );
}

function verifyCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'verify', 'give the code of a test: that contact is verified', {
    examples: [['firebreak oncall contact verify alice K7MQ4T', 'it holds for 10 minutes']],
    exitCodes: [],
  })
    .argument('<person>', 'as the on-call files call them')
    .argument('<code>', 'as the test says it');
  return withAsker(command).action(async (person: string, code: string, options: WorkOptions) =>
    exit(await verify(context, person, code, options)),
  );
}

function withAsker(command: Command): Command {
  return command
    .option('--by <name>', 'who does it; without it, the one whose token it is')
    .addOption(urlOption())
    .addOption(tokenOption());
}

async function test(
  context: CliContext,
  person: string,
  route: string | undefined,
  options: WorkOptions,
): Promise<number> {
  const routes = route === undefined ? await routesOf(context, person, options) : [route];
  let code: number = EXIT.ok;
  for (const each of routes) {
    // One that is refused keeps nobody from the others.
    const sent = await send(context, person, each, options).catch((error: unknown) => {
      if (!(error instanceof CommandFailure)) throw error;
      return error;
    });
    if (sent instanceof CommandFailure) {
      context.stderr.write(`${each}: ${sent.message}\n`);
      code = EXIT.failed;
    } else context.stdout.write(sent);
  }
  return code;
}

async function send(
  context: CliContext,
  person: string,
  route: string,
  options: WorkOptions,
): Promise<string> {
  const path = `people/${encodeURIComponent(person)}/routes/${encodeURIComponent(route)}/test`;
  const contact = await post(context, path, {}, options);
  const until = contact.at('lastTest').at('codeUntilAt').text();
  return `${route}: a test is on its way to ${person}; its code holds until ${until}\n`;
}

async function verify(
  context: CliContext,
  person: string,
  code: string,
  options: WorkOptions,
): Promise<number> {
  const contact = await post(context, `people/${encodeURIComponent(person)}/verify`, { code }, options);
  context.stdout.write(`${contact.at('route').text()} of ${person} is verified\n`);
  return EXIT.ok;
}

async function routesOf(context: CliContext, person: string, options: WorkOptions): Promise<string[]> {
  const { contacts } = await askContacts(context, options);
  const own = contacts.filter((contact) => contact.at('person').text() === person);
  if (own.length === 0) {
    const people = [...new Set(contacts.map((contact) => contact.at('person').text()))];
    const meant = meantText(person, people, 10);
    throw new CommandFailure(
      `the daemon's on-call files have no contact of ${person}${meant === undefined ? '' : `: ${meant}`}`,
    );
  }
  return own.map((contact) => contact.at('route').text());
}

async function post(
  context: CliContext,
  path: string,
  body: Readonly<Record<string, string>>,
  options: WorkOptions,
): Promise<JsonReader> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const asked = options.by === undefined ? body : { ...body, by: options.by };
  const answer = await (await context.daemon(url)).postJson(`/api/v1/oncall/${path}`, asked, token);
  return new JsonReader(bodyOf(answer, url), 'answer');
}
