import { MINUTE } from '../time/duration.js';

/**
 * For how long (ms) a message that is about to be sent belongs to the process that sends it. It is renewed while messages are under way;
 * one whose process is gone is sent again by another when it has run out.
 */
export const DELIVERY_LEASE = 2 * MINUTE;
