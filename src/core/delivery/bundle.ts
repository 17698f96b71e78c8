import type { Signal } from './signal.js';

/** A message that waits for its receiver. */
export interface WaitingMessage {
  readonly signal: Pick<Signal, 'kind' | 'severity' | 'to' | 'isTest'>;
  /** Set while only its proof is asked for. */
  readonly accepted: unknown;
}

/**
 * What goes to a receiver next: the first that waits, and with it all others of its kind (trigger, resolve), severity and address, so that a burst
 * is one message. Nothing overtakes anything: of one alert and of one incident only the oldest message waits here.
 * @param waiting in the order in which they were decided; at least one
 * @param most signals in one message; 1 for receivers that fold by key themselves
 */
export function nextBundle<Message extends WaitingMessage>(
  waiting: readonly Message[],
  most: number,
): readonly Message[] {
  const [first] = waiting;
  if (!first) return [];
  if (most <= 1 || !bundles(first)) return [first];
  const { kind, severity, to } = first.signal;
  return waiting
    .filter(
      ({ signal, accepted }) =>
        !accepted &&
        !signal.isTest &&
        signal.kind === kind &&
        signal.severity === severity &&
        signal.to === to,
    )
    .slice(0, most);
}

/** The rest is for receivers that know alerts by key; a test has its own to say, and asking for proof is a question of its own. */
function bundles({ signal, accepted }: WaitingMessage): boolean {
  return !accepted && !signal.isTest && (signal.kind === 'trigger' || signal.kind === 'resolve');
}
