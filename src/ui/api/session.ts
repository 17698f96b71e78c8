import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../http/answers.js';
import { ask, tell } from '../browser/ask.js';
import { keep, kept } from '../browser/storage.js';
import { client } from './client.js';

const KEY = ['session'];
const YOUR_NAME = 'your-name';

/** Who looks, and what that one may do. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => ask<Session>('/api/v1/session', { signal }) });
}

/** Logs in with a token; rejects when it is none. All that was refused before is asked again. */
export async function logInWithToken(token: string): Promise<void> {
  client.setQueryData(KEY, await tell<Session>('/login/token', { token }));
  await client.invalidateQueries();
}

export async function logOut(): Promise<void> {
  await tell('/logout').catch(() => undefined);
  await client.resetQueries();
}

/** The name under which this browser's person acts with a token that is nobody's in particular. */
export function yourName(): string {
  return kept(YOUR_NAME) ?? '';
}

export function keepYourName(name: string): void {
  keep(YOUR_NAME, name);
}

/** `by` of a change: needed only where the token names nobody. */
export function signature(session: Session | undefined): { readonly by?: string } {
  const name = yourName();
  return session?.isShared === true && name !== '' ? { by: name } : {};
}
