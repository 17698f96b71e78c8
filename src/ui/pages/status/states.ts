import type { StatusPage } from '../../../http/answers.js';
import type { Tone } from '../../parts/badge.js';

type State = StatusPage['state'];

/** What a state is called on the page, and how loud it looks. */
export const STATES: Readonly<Record<State, readonly [tone: Tone, word: string]>> = {
  operational: ['ok', 'Operational'],
  unknown: ['unknown', 'Unknown'],
  degraded: ['ticket', 'Degraded'],
  'partial-outage': ['page', 'Partial outage'],
  'major-outage': ['page', 'Major outage'],
};
