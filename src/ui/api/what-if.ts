import { useQuery } from '@tanstack/react-query';
import type { WhatIf } from '../../http/answers.js';
import { AskError, tell } from '../browser/ask.js';
import type { Proposal } from '../words/proposal.js';
import { sloPath } from './slo-history.js';

const BUSY = 429;

/** What an SLO would have meant; nothing is asked without a proposal. Waits for its turn while the daemon works on another. */
export function useWhatIf(service: string, slo: string, proposal: Proposal | undefined) {
  return useQuery<WhatIf>({
    queryKey: ['what-if', service, slo, proposal],
    enabled: proposal !== undefined,
    placeholderData: (before) => (before?.id === `${service}/${slo}` ? before : undefined),
    // What is no longer wanted ends at once, so that the daemon is free for the next.
    queryFn: ({ signal }) => tell<WhatIf>(`${sloPath(service, slo)}/what-if`, proposal, signal),
    retry: (failures, error) => failures < 30 && error instanceof AskError && error.status === BUSY,
    retryDelay: 1500,
  });
}
