import { useQuery } from '@tanstack/react-query';
import type { GateAnswer } from '../../http/answers.js';
import { ask, tell } from '../browser/ask.js';
import { client } from './client.js';

/** The gate of every service. Their budgets are judged with the SLOs, so that they are asked for again when those are. */
export function useGates() {
  return useQuery({
    queryKey: ['slos', 'gates'],
    queryFn: async ({ signal }) => {
      const { gates } = await ask<{ readonly gates: readonly GateAnswer[] }>('/api/v1/gates', { signal });
      return gates;
    },
  });
}

/** What a service's gate answers, by whoever has it answer otherwise too. */
export function useGate(service: string) {
  return useQuery({
    queryKey: ['slos', 'gates', service],
    queryFn: ({ signal }) =>
      ask<GateAnswer>(`/api/v1/gate?${new URLSearchParams({ service }).toString()}`, { signal }),
  });
}

export interface PastOverride {
  readonly at: string;
  readonly by: string;
  readonly service: string;
  readonly text: string | null;
}

/** Who had gates answer what they said, newest first. */
export function useOverrides() {
  return useQuery({
    queryKey: ['gates', 'overrides'],
    queryFn: async ({ signal }) => {
      const { overrides } = await ask<{ readonly overrides: readonly PastOverride[] }>(
        '/api/v1/gates/overrides',
        { signal },
      );
      return overrides;
    },
  });
}

export interface AskedOverride {
  readonly service: string;
  readonly decision: 'allow' | 'block' | 'end';
  /** `2h`; nothing for an end. */
  readonly for?: string;
  readonly reason: string;
  readonly by?: string;
}

export async function overrideGate(asked: AskedOverride): Promise<void> {
  await tell<GateAnswer>('/api/v1/gate/override', asked);
  await client.invalidateQueries({ queryKey: ['slos'] });
  await client.invalidateQueries({ queryKey: ['gates'] });
}
