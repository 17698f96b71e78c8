import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  AudienceUpdate,
  Impact,
  IncidentDetail,
  IncidentOutlook,
  IncidentRules,
  IncidentSli,
  IncidentSummary,
  ListedIncidents,
} from '../../http/answers.js';
import { ask } from '../browser/ask.js';

/** Those that are open, the newest first. */
export function useOpenIncidents() {
  return useQuery({
    queryKey: ['incidents', 'open'],
    queryFn: async ({ signal }) => {
      const { incidents } = await ask<{ readonly incidents: readonly IncidentSummary[] }>(
        '/api/v1/incidents?open=true&limit=100',
        { signal },
      );
      return incidents;
    },
  });
}

const PAGE = 50;

/** @param query parameters of the API's list, without `before` and `limit` */
export function useIncidents(query: string) {
  return useInfiniteQuery({
    queryKey: ['incidents', 'list', query],
    queryFn: ({ signal, pageParam }) => {
      const params = new URLSearchParams(query);
      params.set('limit', String(PAGE));
      if (pageParam !== null) params.set('before', pageParam);
      return ask<ListedIncidents>(`/api/v1/incidents?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
    placeholderData: keepPreviousData,
  });
}

/** How often (ms) figures are asked for that change with every sample. */
const LIVE_MS = 5_000;

function useOf<Answer>(id: string, what: string, refetchInterval: number | false = false) {
  return useQuery({
    queryKey: ['incidents', id, what],
    queryFn: ({ signal }) =>
      ask<Answer>(`/api/v1/incidents/${encodeURIComponent(id)}${what === '' ? '' : `/${what}`}`, { signal }),
    refetchInterval,
  });
}

/** One incident with its timeline and the proof of whom it was told to. */
export function useIncident(id: string) {
  return useOf<IncidentDetail>(id, '');
}

/** What can be done with it now, what becomes due, who is called next, what belongs to it. @param watched whether recovery is being proven, which every sample changes */
export function useOutlook(id: string, watched: boolean) {
  return useOf<IncidentOutlook>(id, 'outlook', watched ? LIVE_MS : false);
}

/** What each audience is to hear next. */
export function useUpdates(id: string) {
  return useOf<{ readonly updates: readonly AudienceUpdate[] }>(id, 'updates');
}

/** What it has cost, and costs now. @param live whether it goes on */
export function useImpact(id: string, live: boolean) {
  return useOf<Impact>(id, 'impact', live ? LIVE_MS : false);
}

/** What its SLI showed. @param live whether it goes on */
export function useSli(id: string, live: boolean) {
  return useOf<IncidentSli>(id, 'sli', live ? LIVE_MS : false);
}

/** What the incident policy asks for. */
export function useIncidentRules() {
  return useQuery({
    queryKey: ['daemon', 'incident-rules'],
    queryFn: ({ signal }) => ask<IncidentRules>('/api/v1/incident-rules', { signal }),
  });
}
