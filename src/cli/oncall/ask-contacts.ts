import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl } from '../daemon/target.js';

/** Every contact that a daemon knows of, and its answer as it came. */
export async function askContacts(
  context: CliContext,
  options: DaemonOptions,
): Promise<{ readonly body: unknown; readonly contacts: readonly JsonReader[] }> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/oncall/contacts'), url);
  return { body, contacts: new JsonReader(body, 'answer').at('contacts').list() };
}
