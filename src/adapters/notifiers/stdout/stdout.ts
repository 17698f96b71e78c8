import type { DeliveryOutcome } from '../../../core/delivery/signal.js';
import type { Notifier } from '../../../engine/ports.js';
import { signalJson } from '../signal-json.js';

export interface StdoutConfig {
  readonly kind: 'stdout';
}

/** JSON lines on standard output, for tests and for programs that read the daemon's output. */
export function stdout(name: string): Notifier {
  return {
    receiver: name,
    refreshEveryMs: undefined,
    takesAcknowledgements: true,
    takesNotices: true,
    send: (signal) =>
      new Promise<DeliveryOutcome>((resolve) => {
        process.stdout.write(`${JSON.stringify(signalJson(signal))}\n`, (error) =>
          resolve(
            error
              ? { kind: 'unknown', reason: `standard output: ${error.message}` }
              : { kind: 'delivered', receipt: signal.id },
          ),
        );
      }),
  };
}
