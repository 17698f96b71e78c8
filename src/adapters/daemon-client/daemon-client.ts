import axios, { type AxiosRequestConfig } from 'axios';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** A 2xx with JSON, a refusal in the daemon's own words, or nothing. */
export type HttpAnswer =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string };

/**
 * Speaks to the HTTP API of one daemon; never throws.
 * @param readToken what reads carry; a daemon on loopback asks for none
 */
export function createDaemonClient(url: string, readToken?: string) {
  const http = axios.create({
    baseURL: url,
    timeout: TIMEOUT_MS,
    maxRedirects: 0,
    maxContentLength: MOST_BYTES,
    proxy: false,
    validateStatus: () => true,
  });
  async function ask(request: AxiosRequestConfig): Promise<HttpAnswer> {
    try {
      const { status, data } = await http.request<unknown>(request);
      if (status >= 200 && status < 300) return { kind: 'answered', body: data };
      return { kind: 'refused', status, message: messageIn(data) };
    } catch (error) {
      return {
        kind: 'unreachable',
        message: error instanceof Error && error.message ? error.message : String(error),
      };
    }
  }
  return {
    getJson: (path: string, query: Readonly<Record<string, string>> = {}, token = readToken) =>
      ask({ method: 'get', url: path, params: query, headers: bearer(token) }),
    postJson: (path: string, body: unknown, token: string | undefined, timeoutMs = TIMEOUT_MS) =>
      ask({ method: 'post', url: path, data: body, headers: bearer(token), timeout: timeoutMs }),
  };
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function messageIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body;
    if (typeof error === 'object' && error !== null && 'message' in error) {
      const next = 'next' in error ? `; next: ${String(error.next)}` : '';
      return `${String(error.message)}${next}`;
    }
  }
  return typeof body === 'string' && body !== '' ? body.slice(0, 200) : 'no reason given';
}
