import type { DeliveryStatus } from '../../../http/answers.js';
import type { Tone } from '../../parts/badge.js';

export const STATE_WORDS: Readonly<Record<DeliveryStatus['state'], string>> = {
  failed: 'given up',
  pending: 'on its way',
  delivered: 'delivered',
  discarded: 'put aside',
};

export const STATE_TONES: Readonly<Record<DeliveryStatus['state'], Tone>> = {
  failed: 'page',
  pending: 'ticket',
  delivered: 'ok',
  discarded: 'plain',
};

/** What people did about a message, in the words of the buttons that do it. */
export const CHANGE_WORDS = { replayed: 'sent again', discarded: 'put aside' } as const;
