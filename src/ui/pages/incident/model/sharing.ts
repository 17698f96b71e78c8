import type { IncidentSummary } from '../../../../http/answers.js';
import { type Action, line } from './action.js';

type ShareLink = IncidentSummary['shareLinks'][number];

/** Whether a link still shows something. @param now epoch ms */
export function linkState({ revokedAt, expiresAt }: ShareLink, now: number): 'holds' | 'over' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) > now ? 'holds' : 'over';
}

/** Makes a link by which a partner sees what is shared; its answer is shown once. */
export const MAKE_LINK: Action = {
  id: 'share-link',
  label: 'Make a link for a partner',
  group: 'Partners',
  refused: null,
  path: 'share-links',
  fields: [
    line('for', 'For whom'),
    {
      name: 'expiresIn',
      label: 'It holds for',
      kind: 'choice',
      initial: '7d',
      options: [
        ['1d', 'a day'],
        ['7d', '7 days'],
        ['30d', '30 days'],
        ['90d', '90 days'],
      ],
    },
  ],
  does: 'Make it',
};

export function revokeLink({ number, for: whom }: ShareLink): Action {
  return {
    id: `revoke-link-${number}`,
    label: `Revoke the link for ${whom}`,
    group: 'Partners',
    refused: null,
    path: 'share-links/revoke',
    fixed: { link: number },
    fields: [],
    does: 'Revoke it',
  };
}
