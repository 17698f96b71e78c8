import { useQuery } from '@tanstack/react-query';
import type { NewToken, TokenView } from '../../http/answers.js';
import { ask, tell } from '../browser/ask.js';
import { client } from './client.js';

/** Every token; for those who hand them out. */
export function useTokens(enabled: boolean) {
  return useQuery({
    queryKey: ['daemon', 'tokens'],
    enabled,
    queryFn: async ({ signal }) => {
      const { tokens } = await ask<{ readonly tokens: readonly TokenView[] }>('/api/v1/tokens', { signal });
      return tokens;
    },
  });
}

/** Makes one; its secret is in the answer, and nowhere else from then on. */
export async function createToken(asked: {
  readonly name: string;
  readonly scope: string;
  readonly expires_in: string;
}): Promise<NewToken> {
  const made = await tell<NewToken>('/api/v1/tokens', asked);
  await client.invalidateQueries({ queryKey: ['daemon', 'tokens'] });
  return made;
}

export async function revokeToken(id: string): Promise<void> {
  await tell(`/api/v1/tokens/${encodeURIComponent(id)}/revoke`);
  await client.invalidateQueries({ queryKey: ['daemon', 'tokens'] });
}

/** Has the daemon read its files again; rejects with what is wrong with them. */
export async function reload(): Promise<void> {
  try {
    await tell('/-/reload');
  } finally {
    await client.invalidateQueries();
  }
}
