import type { Incident } from '../../core/incident/incident.js';
import type { DaemonStatus, DeliveryStatus, GateAnswer, SloStatus } from '../../engine/read-models.js';

/** What the page shows. */
export interface Overview {
  readonly now: number;
  readonly daemon: DaemonStatus;
  readonly slos: readonly SloStatus[];
  /** Open ones. */
  readonly incidents: readonly Incident[];
  readonly gate: (service: string) => GateAnswer;
  /** Messages that were given up, the newest of them first, and how many there are. */
  readonly failed: readonly DeliveryStatus[];
  readonly deadLetters: number;
  /** The messages about the open incidents, the newest first. */
  readonly proof: readonly DeliveryStatus[];
  /** True when incidents and messages cannot be read, and are shown as none. */
  readonly isUnread: boolean;
  /** Who looks; undefined where nobody can log in. */
  readonly account: { readonly name: string | undefined } | undefined;
}
