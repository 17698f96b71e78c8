import { useQuery } from '@tanstack/react-query';
import type { WhatIf } from '../../http/answers.js';
import { AskError, tell } from '../browser/ask.js';
import type { Proposal } from '../words/proposal.js';
import { sloPath } from './slo-history.js';

const BUSY = 429;

/** What an SLO would have meant; waits for its turn while the daemon works on another's. */
export function useWhatIf(service: string, slo: string, proposal: Proposal) {
  return useQuery<WhatIf>({
    queryKey: ['what-if', service, slo, proposal],
    placeholderData: (before) => (before?.id === `${service}/${slo}` ? before : undefined),
    queryFn: () => tell<WhatIf>(`${sloPath(service, slo)}/what-if`, proposal),
    retry: (failures, error) => failures < 30 && error instanceof AskError && error.status === BUSY,
    retryDelay: 1500,
  });
}
