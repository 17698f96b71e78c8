import Type, { type Static } from 'typebox';
import type { StatuspageConfig } from '../../../adapters/notifiers/statuspage/statuspage.js';
import { closed, flag, httpUrl, secret, text } from '../schema-parts.js';
import { neededSecret, type Place } from './place.js';

const API = 'https://api.statuspage.io';
const STATUSES = ['degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'] as const;

export const Statuspage = Type.Object(
  {
    page_id: text('the page’s id'),
    token: Type.Optional(secret('an API key of a user')),
    token_file: Type.Optional(text('a file that holds the API key')),
    publish: Type.Optional(
      Type.Unsafe<'automatic'>({
        enum: ['automatic'],
        description:
          'automatic: pages become incidents that customers see; without it there is no such receiver',
      }),
    ),
    deliver_notifications: Type.Optional(flag('subscribers are told, too (default false)')),
    components: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string>>>({
        type: 'object',
        additionalProperties: { enum: STATUSES, description: 'the component’s status meanwhile' },
        description: 'components that are affected: a map of a component’s id to its status meanwhile',
      }),
    ),
    name: Type.Optional(text('the incident’s name, as customers read it')),
    body: Type.Optional(text('what customers read first')),
    resolved_body: Type.Optional(text('what customers read at the end')),
    url: Type.Optional(httpUrl('another API than https://api.statuspage.io')),
  },
  { ...closed, description: 'Statuspage' },
);

export function readStatuspage(spec: Static<typeof Statuspage>, place: Place): StatuspageConfig | undefined {
  const token = neededSecret({ text: spec.token, file: spec.token_file }, 'token', place);
  if (spec.publish !== 'automatic') {
    return place.problems.at(
      place.path,
      'what this receiver is told is published to customers, and nobody has said that it may be',
      'write publish: automatic, or leave the receiver out and publish by hand',
    );
  }
  if (token === undefined) return undefined;
  const { name, body, resolved_body: resolved } = spec;
  return {
    kind: 'statuspage',
    token,
    pageId: spec.page_id,
    url: spec.url ?? API,
    notifySubscribers: spec.deliver_notifications ?? false,
    components: spec.components ?? {},
    words: {
      ...(name === undefined ? {} : { name }),
      ...(body === undefined ? {} : { body }),
      ...(resolved === undefined ? {} : { resolved }),
    },
  };
}
