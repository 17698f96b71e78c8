import { useQuery } from '@tanstack/react-query';
import type { PagePreview, SloHistory, SloSpec } from '../../http/answers.js';
import { ask } from '../browser/ask.js';
import { readClock } from '../browser/clock.js';
import type { Span } from '../words/span.js';

export function sloPath(service: string, slo: string): string {
  return `/api/v1/slos/${encodeURIComponent(service)}/${encodeURIComponent(slo)}`;
}

/** The past of an SLO; while another span is asked for, the one before stays. */
export function useSloHistory(service: string, slo: string, span: Span) {
  return useQuery<SloHistory>({
    queryKey: ['slos', service, slo, 'history', span],
    placeholderData: (before) => (before?.id === `${service}/${slo}` ? before : undefined),
    queryFn: ({ signal }) => {
      const { from, to } = 'lastMs' in span ? { from: readClock() - span.lastMs, to: undefined } : span;
      const asked = new URLSearchParams({ from: new Date(from).toISOString() });
      if (to !== undefined) asked.set('to', new Date(to).toISOString());
      return ask<SloHistory>(`${sloPath(service, slo)}/history?${asked.toString()}`, { signal });
    },
  });
}

export function useSloSpec(service: string, slo: string) {
  return useQuery({
    queryKey: ['slos', service, slo, 'spec'],
    queryFn: ({ signal }) => ask<SloSpec>(`${sloPath(service, slo)}/spec`, { signal }),
  });
}

export function usePagePreview(service: string, slo: string) {
  return useQuery({
    queryKey: ['slos', service, slo, 'page-preview'],
    queryFn: ({ signal }) =>
      ask<{ readonly tiers: readonly PagePreview[] }>(`${sloPath(service, slo)}/page-preview`, { signal }),
  });
}
