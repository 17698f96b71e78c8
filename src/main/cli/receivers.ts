import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock/system-clock.js';
import { createNotifiers } from '../../adapters/notifiers/create-notifiers.js';
import type { ConfiguredReceivers } from '../../cli/context.js';
import { FirebreakError } from '../../core/errors.js';
import { testReceiver } from '../../engine/commands/test-receiver.js';
import { type Paint, reportText } from '../../spec/report/text.js';
import { readConfig } from '../config/read-config.js';
import type { Environment } from '../config/settings.js';

/** The receivers of a configuration, without a daemon. Rejects with a FirebreakError when the file is broken. */
export async function configuredReceivers(
  path: string,
  env: Environment,
  paint: Paint,
): Promise<ConfiguredReceivers> {
  const file = { path, text: await readFile(path, 'utf8') };
  const { settings, problems } = readConfig({
    file,
    fileFolder: dirname(resolve(path)),
    workFolder: process.cwd(),
    env,
    flags: {},
    readSecretFile: (secret) => readFileSync(secret, 'utf8'),
  });
  if (!settings) {
    throw new FirebreakError(
      'invalid-input',
      `the configuration is broken\n${reportText(problems, [file], paint)}`,
    );
  }
  const { externalUrl } = settings.http;
  const context = { clock: systemClock, ...(externalUrl === undefined ? {} : { externalUrl }) };
  return {
    list: settings.receivers.map(({ name, kind }) => ({ name, kind })),
    async test(name) {
      const notifier = createNotifiers(
        settings.receivers.filter((receiver) => receiver.name === name),
        context,
      ).get(name);
      return notifier && testReceiver(notifier, { clock: systemClock, pause });
    },
  };
}
