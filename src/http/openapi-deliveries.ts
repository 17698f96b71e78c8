import { array, instant, maybe, object, oneOf, text, whole } from './openapi-types.js';

const attempt = object({
  begunAt: instant,
  endedAt: maybe(instant),
  outcome: maybe(oneOf('delivered', 'accepted', 'retry', 'failed', 'unknown')),
  detail: maybe(text),
});

export const delivery = object({
  id: text,
  ref: text,
  receiver: text,
  signalId: text,
  sloId: text,
  incidentId: maybe(text),
  kind: oneOf('trigger', 'acknowledge', 'resolve', 'refresh'),
  state: oneOf('pending', 'delivered', 'failed', 'discarded'),
  attempts: whole,
  createdAt: instant,
  nextAttemptAt: maybe(instant),
  acceptedAt: maybe(instant),
  deliveredAt: maybe(instant),
  receipt: maybe(text),
  lastError: maybe(text),
  attemptLog: array(attempt),
});
