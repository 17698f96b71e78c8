import { array, instant, type Json, maybe, object, oneOf, reference, text, whole } from './openapi-types.js';

const state = oneOf('pending', 'delivered', 'failed', 'discarded');

/** What the API says of messages, by the names of its schemas. */
export const deliverySchemas: Readonly<Record<string, Json>> = {
  Delivery: object({
    id: text,
    ref: text,
    receiver: text,
    signalId: text,
    dedupKey: text,
    sloId: text,
    incidentId: maybe(text),
    kind: oneOf(
      'trigger',
      'acknowledge',
      'resolve',
      'refresh',
      'notice',
      'incident',
      'deploy',
      'rollback',
      'canary',
    ),
    cause: oneOf('burn', 'blind', 'sla', 'outside'),
    severity: oneOf('page', 'ticket'),
    state,
    attempts: whole,
    createdAt: instant,
    nextAttemptAt: maybe(instant),
    acceptedAt: maybe(instant),
    deliveredAt: maybe(instant),
    receipt: maybe(text),
    lastError: maybe(text),
    attemptLog: array(reference('DeliveryAttempt')),
    changes: array(object({ at: instant, action: oneOf('replayed', 'discarded'), by: text, reason: text })),
    acknowledged: maybe(object({ at: instant, by: text, via: text })),
  }),
  DeliveryAttempt: object({
    begunAt: instant,
    endedAt: maybe(instant),
    outcome: maybe(oneOf('delivered', 'accepted', 'retry', 'failed', 'unknown')),
    detail: maybe(text),
  }),
  Replayed: object({ replayed: array(text), refused: array(text) }),
};

/** Who wants it, and why. */
export const deliveryChange: Json = {
  type: 'object',
  properties: { by: text, reason: text },
  required: ['reason'],
};

export const receiverReplay: Json = {
  type: 'object',
  properties: { receiver: text, by: text, reason: text },
  required: ['receiver', 'reason'],
};

export const deliveryState = state;
