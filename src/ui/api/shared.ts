import { useQuery } from '@tanstack/react-query';
import type { SharedIncident } from '../../http/answers.js';
import { ask } from '../browser/ask.js';

const AGAIN_MS = 30_000;

/** What a partner may see of an incident, by the secret of a link. */
export function useSharedIncident(token: string) {
  return useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) =>
      ask<SharedIncident>(`/api/v1/shared/incidents/${encodeURIComponent(token)}`, { signal }),
    refetchInterval: AGAIN_MS,
  });
}
