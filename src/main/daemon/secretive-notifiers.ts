import { createNotifiers } from '../../adapters/notifiers/create-notifiers.js';
import type { Clock, Notifier } from '../../engine/ports.js';
import type { Settings } from '../config/settings.js';
import type { SecretKeeper } from './secret-keeper.js';

/** The notifiers of the receivers, none of which can let a secret out. */
export function createSecretiveNotifiers(
  settings: Settings,
  clock: Clock,
  secrets: SecretKeeper,
): ReadonlyMap<string, Notifier> {
  secrets.learn(settings.secrets);
  const { externalUrl } = settings.http;
  const notifiers = createNotifiers(settings.receivers, {
    clock,
    ...(externalUrl === undefined ? {} : { externalUrl }),
  });
  return new Map([...notifiers].map(([name, notifier]) => [name, secrets.notifier(notifier)]));
}
