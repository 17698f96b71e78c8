import type { SloRow } from '../../http/answers.js';

export type SloState = SloRow['state'];

/** What an SLO's state is called. */
export const STATE_WORDS: Readonly<Record<SloState, string>> = {
  page: 'paging',
  ticket: 'ticket',
  unknown: 'unknown',
  ok: 'not burning',
};

/** Worst first. */
export const STATES: readonly SloState[] = ['page', 'ticket', 'unknown', 'ok'];

export type Gate = SloRow['gate'];

/** Worst first. */
export const GATES: readonly Gate[] = ['block', 'unknown', 'warn', 'allow'];

export const GATE_WORDS: Readonly<Record<Gate, string>> = {
  block: 'blocked',
  unknown: 'unknown',
  warn: 'warns',
  allow: 'open',
};

/** How it looks. */
export const GATE_TONES = { block: 'page', unknown: 'unknown', warn: 'ticket', allow: 'plain' } as const;
