import Type, { type Static } from 'typebox';
import type { OpsgenieConfig } from '../../../adapters/notifiers/opsgenie/opsgenie.js';
import { closed, httpUrl, secret, text } from '../schema-parts.js';
import { neededSecret, type Place } from './place.js';

const URLS = {
  opsgenie: 'https://api.opsgenie.com',
  jsm: 'https://api.atlassian.com/jsm/ops/integration',
} as const;

const priority = (description: string) =>
  Type.Unsafe<'P1' | 'P2' | 'P3' | 'P4' | 'P5'>({ enum: ['P1', 'P2', 'P3', 'P4', 'P5'], description });

export const Opsgenie = Type.Object(
  {
    api_key: Type.Optional(secret('the key of an API integration')),
    api_key_file: Type.Optional(text('a file that holds the key')),
    product: Type.Optional(
      Type.Unsafe<'opsgenie' | 'jsm'>({
        enum: ['opsgenie', 'jsm'],
        description: 'opsgenie (default), or jsm: its successor in Jira Service Management',
      }),
    ),
    url: Type.Optional(httpUrl('another API than the product’s, such as https://api.eu.opsgenie.com')),
    priorities: Type.Optional(
      Type.Object(
        {
          page: Type.Optional(priority('the priority of pages (default P1)')),
          ticket: Type.Optional(priority('the priority of tickets (default P3)')),
        },
        { ...closed, description: 'which priority an alert has' },
      ),
    ),
  },
  { ...closed, description: 'Opsgenie, or Jira Service Management' },
);

export function readOpsgenie(spec: Static<typeof Opsgenie>, place: Place): OpsgenieConfig | undefined {
  const apiKey = neededSecret({ text: spec.api_key, file: spec.api_key_file }, 'api_key', place);
  if (apiKey === undefined) return undefined;
  return {
    kind: 'opsgenie',
    apiKey,
    url: spec.url ?? URLS[spec.product ?? 'opsgenie'],
    priorities: { page: spec.priorities?.page ?? 'P1', ticket: spec.priorities?.ticket ?? 'P3' },
  };
}
