import { useQuery } from '@tanstack/react-query';
import type { IncidentSummary } from '../../http/answers.js';
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
