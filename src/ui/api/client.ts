import { QueryClient } from '@tanstack/react-query';
import { AskError } from '../browser/ask.js';

/** What was answered is fresh until the daemon tells that it changed; refusals are not asked again, failures are. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof AskError && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
});
