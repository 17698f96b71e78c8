import { type HideSecrets, hideSecrets, hideWithin } from '../../core/hide-secrets.js';
import type { Log, Notifier } from '../../engine/ports.js';

/** Knows every secret that the configuration has held since the start, and keeps them out of what leaves the daemon. */
export class SecretKeeper {
  private readonly known = new Set<string>();
  private hideKnown: HideSecrets = (text) => text;

  /** Earlier ones stay secret: what was said of them may still be on its way. */
  learn(secrets: readonly string[]): void {
    for (const secret of secrets) this.known.add(secret);
    this.hideKnown = hideSecrets(this.known);
  }

  readonly hide: HideSecrets = (text) => this.hideKnown(text);

  log(log: Log): Log {
    const careful =
      (level: keyof Log): Log[keyof Log] =>
      (message, fields = {}) =>
        log[level](this.hide(message), hideWithin(fields, this.hide) as Record<string, unknown>);
    return { debug: careful('debug'), info: careful('info'), warn: careful('warn'), error: careful('error') };
  }

  /** The notifier, with secrets taken out of whatever comes of its work: a vendor may repeat what it was sent. */
  notifier(notifier: Notifier): Notifier {
    const careful = Object.entries(notifier).map(([name, part]: [string, unknown]) => {
      if (typeof part !== 'function') return [name, part];
      const work = async (...given: unknown[]) =>
        hideWithin(await Reflect.apply(part as (...all: unknown[]) => unknown, notifier, given), this.hide);
      return [name, work];
    });
    return Object.fromEntries(careful) as Notifier;
  }
}
