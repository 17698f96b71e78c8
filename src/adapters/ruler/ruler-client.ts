import axios, { type AxiosResponse } from 'axios';
import { FirebreakError } from '../../core/errors.js';

const MOST_BYTES = 64 * 1024 * 1024;
/** Where Mimir keeps its rules; a URL that ends with /rules is the place itself (Cortex: /api/v1/rules). */
const RULES_PATH = '/prometheus/config/v1/rules';

export interface RulerOptions {
  readonly url: string;
  /** Tenant and credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Speaks to the rules API of Mimir and Cortex. What it refuses is a FirebreakError in its words. */
export function createRulerClient({ url, headers, timeoutMs }: RulerOptions) {
  const bare = url.replace(/\/+$/, '');
  const place = bare.endsWith('/rules') ? bare : `${bare}${RULES_PATH}`;
  const http = axios.create({
    baseURL: place,
    headers,
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: MOST_BYTES,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  const ask = async (what: string, request: () => Promise<AxiosResponse<unknown>>): Promise<Answer> => {
    try {
      const { status, data } = await request();
      return { status, text: typeof data === 'string' ? data : '' };
    } catch (error) {
      const why = error instanceof Error && error.message ? error.message : String(error);
      throw new FirebreakError(
        'source-unreachable',
        `the ruler at ${place} does not answer (${what}): ${why}`,
      );
    }
  };
  const path = (...parts: string[]) => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

  return {
    async groups(namespace: string): Promise<string | undefined> {
      const answer = await ask(`reading ${namespace}`, () => http.get(path(namespace)));
      if (answer.status === 404 && saysEmpty(answer.text)) return undefined;
      return expect(answer, `reading the groups of ${namespace}`).text;
    },
    async putGroup(namespace: string, yaml: string): Promise<void> {
      const headers = { 'content-type': 'application/yaml' };
      const answer = await ask(`writing to ${namespace}`, () =>
        http.post(path(namespace), yaml, { headers }),
      );
      expect(answer, `writing to ${namespace}`);
    },
    async removeGroup(namespace: string, name: string): Promise<void> {
      const answer = await ask(`removing ${name}`, () => http.delete(path(namespace, name)));
      // Somebody else was quicker.
      if (answer.status === 404 && saysEmpty(answer.text)) return;
      expect(answer, `removing ${name}`);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Rulers answer 404 for a namespace without groups, and so does every server for a path that it does not have. */
function saysEmpty(text: string): boolean {
  return /no rule groups found|(group|namespace) does not exist/i.test(text);
}

function expect(answer: Answer, what: string): Answer {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return answer;
  const words = text.replace(/\s+/g, ' ').trim().slice(0, 500);
  const mend =
    status === 404
      ? '; is this the ruler’s URL? (Mimir: http://mimir:8080, Cortex: http://cortex:8080/api/v1/rules)'
      : status === 401 || status === 403
        ? '; give the tenant with --ruler-header "X-Scope-OrgID: …", a token in FIREBREAK_RULER_BEARER_TOKEN'
        : '';
  throw new FirebreakError('invalid-input', `the ruler refuses ${what}: HTTP ${status} ${words}${mend}`);
}
