import { deliveryChange, deliveryState, receiverReplay } from './openapi-deliveries.js';
import { LIMIT, inPath, query, type Operations } from './openapi-operation.js';
import { array, listOf, object, oneOf, reference, text, whole } from './openapi-types.js';

/** Messages and receivers. */
export const deliveriesOperations: Operations = {
  '/api/v1/deliveries': {
    get: {
      summary: 'Messages and how far each came (attempts, receipt, acknowledgement), the newest first',
      parameters: [
        query('state', 'only these; failed are those that were given up', deliveryState),
        query('receiver', 'only this receiver’s'),
        LIMIT,
      ],
      answers: { '200': ['the messages', listOf('deliveries', 'Delivery')] },
    },
  },
  '/api/v1/deliveries/given-up': {
    get: {
      summary:
        'How many messages to each receiver were given up and nobody has dealt with, repetitions aside',
      answers: {
        '200': [
          'the receivers that have some, of earlier configurations too',
          object({ receivers: array(object({ receiver: text, count: whole })) }),
        ],
      },
    },
  },
  '/api/v1/deliveries/replay': {
    post: {
      summary: 'Send all that a receiver was given up on again',
      scope: 'operate',
      body: receiverReplay,
      answers: { '200': ['what is sent again, and what cannot be', reference('Replayed')] },
    },
  },
  '/api/v1/deliveries/{id}/replay': {
    post: {
      summary: 'Send a message that was given up again, and what followed it and failed as well',
      parameters: [inPath('id', 'DLV-1, or its long id')],
      scope: 'operate',
      body: deliveryChange,
      answers: {
        '200': ['what is sent again', reference('Replayed')],
        '404': 'there is no such message',
        '409': 'it has not failed, or something newer of its alert overtook it',
      },
    },
  },
  '/api/v1/deliveries/{id}/discard': {
    post: {
      summary: 'Put a message that was given up aside',
      parameters: [inPath('id', 'DLV-1, or its long id')],
      scope: 'operate',
      body: deliveryChange,
      answers: {
        '200': ['put aside', reference('Delivery')],
        '404': 'there is no such message',
        '409': 'it has not failed',
      },
    },
  },
  '/api/v1/receivers': {
    get: {
      summary: 'Everybody who can be told, and of what',
      answers: {
        '200': [
          'the receivers of the configuration',
          object({
            receivers: array(
              object({
                name: text,
                takes: array(oneOf('alerts', 'updates', 'incidents', 'deploys', 'rollbacks')),
              }),
            ),
          }),
        ],
      },
    },
  },
  '/api/v1/receivers/{name}/test': {
    post: {
      summary: 'Send a test page, marked as one, to a receiver, and take it back',
      parameters: [inPath('name', 'what the configuration calls it')],
      scope: 'operate',
      answers: {
        '200': ['what became of both', reference('ReceiverTest')],
        '404': 'there is no such receiver',
      },
    },
  },
};
