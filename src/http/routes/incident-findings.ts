import { MITIGATION_KINDS } from '../../core/incident/mitigation.js';
import {
  bodyFlag,
  bodyText,
  bodyWhole,
  bodyWord,
  optionalBodyText,
  optionalBodyWhole,
} from '../read-query.js';
import type { IncidentCommands } from './incident-commands.js';

/** What people do about an incident: what they think, find, decide and do. */
export const FINDING_COMMANDS: IncidentCommands = {
  hypotheses: {
    kind: 'state-hypothesis',
    read: (body) => ({ kind: 'state-hypothesis', text: bodyText(body, 'text') }),
  },
  'hypotheses/confirm': {
    kind: 'confirm-hypothesis',
    read: (body) => ({
      kind: 'confirm-hypothesis',
      hypothesis: optionalBodyWhole(body, 'hypothesis'),
      finding: optionalBodyText(body, 'finding') ?? '',
    }),
  },
  'hypotheses/rule-out': {
    kind: 'rule-out-hypothesis',
    read: (body) => ({
      kind: 'rule-out-hypothesis',
      hypothesis: optionalBodyWhole(body, 'hypothesis'),
      finding: bodyText(body, 'finding'),
    }),
  },
  'hypotheses/extend': {
    kind: 'extend-hypothesis',
    read: (body) => ({
      kind: 'extend-hypothesis',
      hypothesis: optionalBodyWhole(body, 'hypothesis'),
      reason: bodyText(body, 'reason'),
    }),
  },
  mitigations: {
    kind: 'mitigate',
    read: (body) => ({
      kind: 'mitigate',
      mitigation: bodyWord(body, 'what', MITIGATION_KINDS),
      text: bodyText(body, 'text'),
    }),
  },
  rollback: {
    kind: 'roll-back',
    read: (body) => ({
      kind: 'roll-back',
      reason: bodyText(body, 'reason'),
      version: optionalBodyText(body, 'version'),
      again: bodyFlag(body, 'again'),
    }),
  },
  findings: {
    kind: 'record-finding',
    read: (body) => ({ kind: 'record-finding', text: bodyText(body, 'text') }),
  },
  decisions: {
    kind: 'record-decision',
    read: (body) => ({
      kind: 'record-decision',
      text: bodyText(body, 'text'),
      decidedBy: optionalBodyText(body, 'decidedBy'),
    }),
  },
  team: { kind: 'set-team', read: (body) => ({ kind: 'set-team', team: bodyText(body, 'team') }) },
  stars: { kind: 'star', read: (body) => ({ kind: 'star', entry: bodyWhole(body, 'entry') }) },
  'stars/remove': { kind: 'unstar', read: (body) => ({ kind: 'unstar', entry: bodyWhole(body, 'entry') }) },
};
