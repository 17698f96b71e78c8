import { DAY } from '../time/duration.js';
import { type ContactCheck, waitsForCode } from './contact-check.js';

/** After this long nobody knows any more whether a contact still arrives. */
const HOLDS_FOR = 90 * DAY;

/** `waiting`: its code has not been given yet; `unverified`: it never was; `stale`: it was, too long ago. */
export type ContactState = 'never-tested' | 'waiting' | 'unverified' | 'verified' | 'stale';

/** How far a contact has been shown to arrive, at an instant. A test that nobody has confirmed proves nothing. */
export function contactState(check: ContactCheck | undefined, at: number): ContactState {
  if (!check) return 'never-tested';
  const { verified } = check;
  if (verified && at < verified.testedAt + HOLDS_FOR) return 'verified';
  if (waitsForCode(check, at)) return 'waiting';
  return verified ? 'stale' : 'unverified';
}

/** The same in words: `never tested`, `verified 94 days ago: too long`. */
export function contactStateText(check: ContactCheck | undefined, at: number): string {
  const state = contactState(check, at);
  const since = (instant: number) => `${Math.floor((at - instant) / DAY)} days ago`;
  switch (state) {
    case 'never-tested':
      return 'never tested';
    case 'waiting':
      return 'tested, and its code is waited for';
    case 'unverified':
      return 'tested, and nobody gave the code';
    case 'verified':
      return 'verified';
    case 'stale':
      return `last tested ${since(check?.verified?.testedAt ?? at)}`;
  }
}
