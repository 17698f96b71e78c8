import type { IncidentSummary } from '../../../../http/answers.js';
import { ROLE_LIST } from '../../../words/incidents.js';
import type { Action } from './action.js';
import { giveRole, releaseRole, takeRole } from './people.js';
import { linkState, revokeLink } from './sharing.js';
import { decideHypothesis } from './work.js';

interface Known {
  readonly incident: Pick<IncidentSummary, 'status' | 'roles' | 'hypotheses' | 'shareLinks'>;
  /** By what name whoever looks is known; empty when by none. */
  readonly own: string;
  readonly names: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

/** What has its button beside what it is about: a role, a hypothesis, a link. The list of commands has them too. */
export function inPlace({ incident, own, names, now }: Known): readonly Action[] {
  const { status, roles, hypotheses, shareLinks } = incident;
  const ofRoles = ROLE_LIST.flatMap((role) => {
    const holder = roles[role] ?? null;
    return [
      ...(own === '' || holder === own ? [] : [takeRole(role, own)]),
      giveRole(role, holder, names),
      ...(holder === null ? [] : [releaseRole(role)]),
    ];
  });
  const ofHypotheses = hypotheses
    .filter(({ outcome }) => outcome === 'open')
    .flatMap(({ number, extended }) => [
      decideHypothesis('confirm', number),
      decideHypothesis('rule-out', number),
      ...(extended ? [] : [decideHypothesis('extend', number)]),
    ]);
  return [
    ...ofHypotheses,
    ...(status === 'resolved' ? [] : ofRoles),
    ...shareLinks.filter((link) => linkState(link, now) === 'holds').map(revokeLink),
  ];
}
