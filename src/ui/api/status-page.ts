import { useQuery } from '@tanstack/react-query';
import type { StatusPage, StatusPageEntry } from '../../http/answers.js';
import { ask } from '../browser/ask.js';

/** Strangers hear of no changes, so that it is asked for again and again. */
const AGAIN_MS = 30_000;

/** What a unit shows to everybody. */
export function useStatusPage(unit: string) {
  return useQuery({
    queryKey: ['status-pages', unit],
    queryFn: ({ signal }) => ask<StatusPage>(`/api/v1/status-pages/${encodeURIComponent(unit)}`, { signal }),
    refetchInterval: AGAIN_MS,
  });
}

/** Which pages there are, for those who run them. */
export function useStatusPages() {
  return useQuery({
    queryKey: ['daemon', 'status-pages'],
    queryFn: async ({ signal }) => {
      const { pages } = await ask<{ readonly pages: readonly StatusPageEntry[] }>('/api/v1/status-pages', {
        signal,
      });
      return pages;
    },
  });
}
