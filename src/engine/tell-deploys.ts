import { judgeAttempt } from '../core/delivery/retry.js';
import type { Deploy } from '../core/delivery/signal.js';
import type { DeliveryPorts } from './deliver-signals.js';
import type { Notifier } from './ports.js';

/** Tells deploys to the receivers that keep a list of changes. */
export interface DeployTelling {
  tell(deploy: Deploy): void;
  /** Nothing is tried again. */
  stop(): void;
}

type Ports = Pick<DeliveryPorts, 'clock' | 'log' | 'random' | 'notifiers' | 'wakeAfter'>;

/** A deploy is a hint and no page: it is tried again for as long as a page, but from memory, so that a restart forgets it. */
export function createDeployTelling(ports: Ports): DeployTelling {
  const { clock, log, random } = ports;
  const waiting = new Set<() => void>();

  async function attempt(deploy: Deploy, notifier: Notifier, createdAt: number, attempts: number) {
    const outcome = await notifier.tellDeploy?.(deploy);
    if (!outcome) return;
    const verdict = judgeAttempt(
      outcome,
      { attempts, tryingSince: createdAt, repeats: false },
      clock.now(),
      random(),
    );
    const fields = { receiver: notifier.receiver, service: deploy.service, version: deploy.version };
    if (verdict.kind === 'delivered' || verdict.kind === 'accepted') {
      log.info('a deploy was told', { ...fields, receipt: verdict.receipt });
    } else if (verdict.kind === 'failed') {
      log.error('a deploy was not told, and is not tried again', { ...fields, reason: verdict.error });
    } else {
      log.warn('a deploy was not told; it is tried again', { ...fields, reason: verdict.error });
      const cancel = ports.wakeAfter(Math.max(0, verdict.nextAttemptAt - verdict.at), () => {
        waiting.delete(cancel);
        void attempt(deploy, notifier, createdAt, attempts + 1);
      });
      waiting.add(cancel);
    }
  }

  return {
    tell(deploy) {
      for (const notifier of ports.notifiers().values()) void attempt(deploy, notifier, clock.now(), 0);
    },
    stop() {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
