import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SloRow, SloStatus } from '../../http/answers.js';
import { ask } from '../browser/ask.js';
import { client } from './client.js';

export interface Overview {
  readonly slos: readonly SloRow[];
  readonly at: string;
  /** Where a gate that blocks only warns. */
  readonly advisoryEnvironments: readonly string[];
}

const OVERVIEW = queryOptions({
  queryKey: ['slos', 'overview'],
  queryFn: ({ signal }) => ask<Overview>('/api/v1/overview', { signal }),
});

/** Every SLO as a row. */
export function useOverview() {
  return useQuery(OVERVIEW);
}

/** Asks for it before its page is there to show it. */
export function expectOverview(): void {
  // The page asks as well, and says what failed.
  client.query(OVERVIEW).catch(() => undefined);
}

/** One SLO in full. */
export function useSlo(service: string, slo: string) {
  const path = `/api/v1/slos/${encodeURIComponent(service)}/${encodeURIComponent(slo)}`;
  return useQuery({
    queryKey: ['slos', service, slo],
    queryFn: ({ signal }) => ask<SloStatus>(path, { signal }),
  });
}
