import { useQuery } from '@tanstack/react-query';
import type { DaemonStatus } from '../../http/answers.js';
import { ask } from '../browser/ask.js';

/** The daemon itself. */
export function useDaemon() {
  return useQuery({
    queryKey: ['daemon', 'status'],
    queryFn: ({ signal }) => ask<DaemonStatus>('/api/v1/status', { signal }),
  });
}
