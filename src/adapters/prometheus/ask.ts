import type { PrometheusClient, QueryAnswer } from './client.js';

/** An instant query at an instant (epoch ms). */
export type Ask = (query: string, at: number) => Promise<QueryAnswer>;

/** A range query. */
export type AskRange = PrometheusClient['queryRange'];
