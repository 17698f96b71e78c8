/** What the daemon refused, or that it could not be asked. */
export class AskError extends Error {
  constructor(
    /** 0 when nobody answered. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'AskError';
  }
}

let onStranger: () => void = () => undefined;

/** What is done when the daemon does not know who asks: nobody is logged in, or no longer. */
export function whenStranger(act: () => void): void {
  onStranger = act;
}

/** Asks the API. Rejects with an AskError, in words for a person. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new AskError(0, 'unreachable', 'The daemon does not answer. Is it running, and is the network up?');
  }
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  if (response.ok) return (isJson ? await response.json() : await response.text()) as Answer;
  if (response.status === 401 && !path.startsWith('/login')) onStranger();
  const refusal = isJson ? ((await response.json()) as Refusal) : {};
  throw new AskError(
    response.status,
    refusal.error?.code ?? 'internal',
    refusal.error?.message ?? `The daemon answered ${response.status}.`,
  );
}

interface Refusal {
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** Has the API change something. A browser's login is believed only with the header that no other site can send. */
export function tell<Answer>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>(path, {
    method: 'POST',
    ...(signal ? { signal } : {}),
    headers: { 'content-type': 'application/json', 'x-firebreak-csrf': '1' },
    body: JSON.stringify(body),
  });
}
