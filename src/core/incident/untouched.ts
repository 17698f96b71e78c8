import type { Incident } from './incident.js';

/** What every incident has before anything is done about it. */
export const UNTOUCHED: Pick<
  Incident,
  | 'roles'
  | 'inHandAt'
  | 'identifiedAt'
  | 'recovery'
  | 'hypotheses'
  | 'mitigations'
  | 'vendorCases'
  | 'starred'
  | 'shared'
  | 'shareLinks'
  | 'mergedInto'
  | 'mergedBefore'
  | 'attached'
  | 'apart'
  | 'parent'
  | 'children'
  | 'team'
  | 'closedAt'
  | 'verdict'
  | 'overruled'
  | 'escalated'
  | 'escalation'
  | 'escalationAsked'
  | 'calls'
  | 'callsOver'
  | 'updates'
> = {
  roles: {},
  inHandAt: undefined,
  identifiedAt: undefined,
  recovery: undefined,
  hypotheses: [],
  mitigations: [],
  vendorCases: [],
  starred: [],
  shared: [],
  shareLinks: [],
  mergedInto: undefined,
  mergedBefore: [],
  attached: [],
  apart: [],
  parent: undefined,
  children: [],
  team: undefined,
  closedAt: undefined,
  verdict: undefined,
  overruled: undefined,
  escalated: [],
  escalation: undefined,
  escalationAsked: undefined,
  calls: [],
  callsOver: 0,
  updates: {},
};
