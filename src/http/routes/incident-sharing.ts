import { bodyWhole, optionalBodyWhole } from '../read-query.js';
import type { IncidentCommands } from './incident-commands.js';

/** What partners see of an incident. */
export const SHARING_COMMANDS: IncidentCommands = {
  shared: { kind: 'share', read: (body) => ({ kind: 'share', entry: bodyWhole(body, 'entry') }) },
  'shared/remove': {
    kind: 'unshare',
    read: (body) => ({ kind: 'unshare', entry: bodyWhole(body, 'entry') }),
  },
  'share-links/revoke': {
    kind: 'revoke-share-link',
    read: (body) => ({ kind: 'revoke-share-link', link: optionalBodyWhole(body, 'link') }),
  },
};
