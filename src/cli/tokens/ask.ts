import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl } from '../daemon/target.js';
import { readToken, type TokenOptions } from '../daemon/token.js';

/** Has the daemon make a secret: it goes to standard output alone, so that it can go into a file, and what it is for to the other. */
export async function askForSecret(
  context: CliContext,
  options: DaemonOptions & TokenOptions,
  path: string,
  asked: object,
): Promise<void> {
  const url = daemonUrl(context, options);
  const credentials = await readToken(context, options);
  const body = bodyOf(await (await context.daemon(url)).postJson(path, asked, credentials), url);
  const answer = new JsonReader(body, 'answer');
  const token = answer.at('token');
  const [name, scope] = [token.at('name').text(), token.at('scope').text()];
  const until = token.at('expiresAt').optional((at) => at.text());
  const old = token.at('oldSecretEndsAt').optional((at) => at.text());
  context.stdout.write(`${answer.at('secret').text()}\n`);
  context.stderr.write(
    `${name} may ${scope}${until === undefined ? '' : ` until ${until}`}; this secret is shown once\n` +
      (old === undefined ? '' : `the old one holds until ${old}\n`),
  );
}

/** A token in a path. */
export function tokenPath(which: string, what: 'rotate' | 'revoke'): string {
  return `/api/v1/tokens/${encodeURIComponent(which)}/${what}`;
}
