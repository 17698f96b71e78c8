import { useQuery } from '@tanstack/react-query';
import type { OnCallStatus } from '../../http/answers.js';
import { ask } from '../browser/ask.js';

/** Who is on call now, and who next. */
export function useOnCall() {
  return useQuery({
    queryKey: ['oncall', 'now'],
    queryFn: ({ signal }) => ask<OnCallStatus>('/api/v1/oncall', { signal }),
  });
}
