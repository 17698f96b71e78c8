import { useQuery } from '@tanstack/react-query';
import type { SloRow, SloStatus } from '../../http/answers.js';
import { ask } from '../browser/ask.js';

export interface Overview {
  readonly slos: readonly SloRow[];
  readonly at: string;
}

/** Every SLO as a row. */
export function useOverview() {
  return useQuery({
    queryKey: ['slos', 'overview'],
    queryFn: ({ signal }) => ask<Overview>('/api/v1/overview', { signal }),
  });
}

/** One SLO in full. */
export function useSlo(service: string, slo: string) {
  const path = `/api/v1/slos/${encodeURIComponent(service)}/${encodeURIComponent(slo)}`;
  return useQuery({
    queryKey: ['slos', service, slo],
    queryFn: ({ signal }) => ask<SloStatus>(path, { signal }),
  });
}
