import type { PrometheusClient } from './client.js';
import type { QueryAnswer } from './read-answer.js';

/** An instant query at an instant (epoch ms), or at the source's present. */
export type Ask = (query: string, at: number | 'now') => Promise<QueryAnswer>;

/** A range query. */
export type AskRange = PrometheusClient['queryRange'];
