import { useQueryClient } from '@tanstack/react-query';
import { tell } from '../browser/ask.js';
import { signature, useSession } from './session.js';

/** Asks for a change and waits for what the daemon says; rejects with the guard's reason. What is shown is what it answers afterwards. */
export function useTell() {
  const client = useQueryClient();
  const { data: session } = useSession();
  return async <Answer>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const answer = await tell<Answer>(path, { ...body, ...signature(session) });
    await client.invalidateQueries({ queryKey: ['incidents'] });
    return answer;
  };
}

export function incidentPath(id: string, command: string): string {
  return `/api/v1/incidents/${encodeURIComponent(id)}/${command}`;
}
