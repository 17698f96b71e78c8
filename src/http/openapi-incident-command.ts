import { inPath, type Operation } from './openapi-operation.js';
import { type Json, reference, text } from './openapi-types.js';

/** A command that changes one incident. */
export function work(
  summary: string,
  properties: Readonly<Record<string, Json>>,
  required: string[],
): { post: Operation } {
  return {
    post: {
      summary,
      parameters: [inPath('id', 'INC-1')],
      body: { type: 'object', properties: { by: text, ...properties }, required },
      scope: 'operate',
      answers: {
        '200': ['the incident', reference('Incident')],
        '404': 'there is no such incident',
        '409': 'a guard refuses it, with the reason',
      },
    },
  };
}
