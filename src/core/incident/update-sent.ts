import { AUDIENCES, type Audience } from './audiences.js';
import type { IncidentEvent } from './incident.js';

/** How far an update reaches: the receivers that take it, and why not where there is none. */
export interface UpdateReach {
  readonly receivers: readonly string[];
  /** `no receiver is configured for customers`; undefined where some take it. */
  readonly lacking: string | undefined;
}

/** An update as its event keeps it. */
export interface SentUpdate {
  readonly audience: Audience;
  /** The words that were approved. */
  readonly text: string;
  /** `told through statuspage`, or why it was recorded only; undefined in events from before that was written down. */
  readonly how: string | undefined;
}

/** The words and data of the event of an update. */
export function updateSent(
  audience: Audience,
  text: string,
  { receivers, lacking }: UpdateReach,
): Pick<IncidentEvent, 'text' | 'data'> {
  const how = lacking === undefined ? `told through ${receivers.join(', ')}` : `${lacking}: recorded only`;
  return { text: `${audience} (${how}): ${text}`, data: { audience, text, how, reached: receivers.length } };
}

/** Reads it again; undefined of any other event. */
export function sentUpdate({ kind, text, data }: IncidentEvent): SentUpdate | undefined {
  const audience = AUDIENCES.find((each) => each === data['audience']);
  if (kind !== 'update-sent' || !audience) return undefined;
  const word = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined);
  return { audience, text: word('text') ?? text, how: word('how') };
}
