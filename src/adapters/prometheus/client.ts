import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { formatDuration } from '../../core/time/duration.js';
import type { PrometheusOptions, TlsOptions } from './options.js';
import { type HttpAnswer, type QueryAnswer, readAnswer } from './read-answer.js';
import { RequestHeaders } from './request-headers.js';
import { isBusy, RETRY_WAITS_MS, waitFor } from './retry.js';

/** Answers larger than this are refused rather than kept in memory. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Thanos then fails where it would leave stores out; a cache between may lose its warning. Others ignore it. */
const DEFAULT_PARAMS = { partial_response: 'false' };

/** Talks to the HTTP API of one Prometheus; every fault is an answer, never an exception. */
export class PrometheusClient {
  private readonly http: ReturnType<typeof axios.create>;
  private readonly url: string;
  private readonly timeoutMs: number;
  private readonly method: 'GET' | 'POST';
  private readonly headers: RequestHeaders;
  private readonly params: Readonly<Record<string, string>>;
  /** A source that was too busy for every repetition is not pressed again until it has answered. */
  private mayRepeat = true;

  constructor(options: PrometheusOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.timeoutMs = options.timeoutMs;
    this.method = options.method ?? 'POST';
    this.headers = new RequestHeaders(options);
    const params = Object.entries({ ...DEFAULT_PARAMS, ...options.params });
    this.params = Object.fromEntries(params.filter(([, value]) => value !== ''));
    this.http = axios.create({
      baseURL: this.url,
      timeout: options.timeoutMs,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      proxy: false,
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true, ...tlsOptions(options.tls) }),
      // JSON is parsed below: axios would hand on half a document as text.
      responseType: 'text',
      transformResponse: (body: unknown) => body,
      validateStatus: () => true,
    });
  }

  /** An instant query at `at` (epoch ms), or at the present instant of the source's own clock. */
  query(query: string, at: number | 'now'): Promise<QueryAnswer> {
    return this.ask('/api/v1/query', { query, ...(at === 'now' ? {} : { time: seconds(at) }) });
  }

  /** A range query: values at `from`, `from + step` … up to `to` (epoch ms, both included). */
  queryRange(
    query: string,
    { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  ): Promise<QueryAnswer> {
    const span = { start: seconds(from), end: seconds(to), step: seconds(step) };
    return this.ask('/api/v1/query_range', { query, ...span });
  }

  /** What another endpoint of the API says; undefined when it says nothing of use. */
  async status(path: string, params: Readonly<Record<string, string>> = {}): Promise<unknown> {
    try {
      const form = new URLSearchParams({ ...this.params, ...params });
      const { status, body } = await this.send(path, form, AbortSignal.timeout(this.timeoutMs), 'GET');
      return status === 200 ? (JSON.parse(body) as { readonly data?: unknown }).data : undefined;
    } catch {
      return undefined;
    }
  }

  private async ask(path: string, question: Readonly<Record<string, string>>): Promise<QueryAnswer> {
    const answer = await this.tryToAsk(path, new URLSearchParams({ ...this.params, ...question })).catch(
      (error: unknown) => this.fault(error),
    );
    return answer.kind === 'answered' ? answer : { ...answer, message: this.headers.hide(answer.message) };
  }

  private async tryToAsk(path: string, form: URLSearchParams): Promise<QueryAnswer> {
    // axios' own time-out begins anew with every byte; an answer that drips has to end as well.
    const signal = AbortSignal.timeout(this.timeoutMs);
    const until = performance.now() + this.timeoutMs;
    const sent = this.headers.now();
    let answer = await this.send(path, form, signal);
    if (answer.status === 401 && (await this.headers.differFrom(sent))) {
      answer = await this.send(path, form, signal);
    }
    for (const wait of this.mayRepeat ? RETRY_WAITS_MS : []) {
      const ms = waitFor(answer, wait);
      if (!isBusy(answer) || performance.now() + ms >= until) break;
      await pause(ms);
      answer = await this.send(path, form, signal);
    }
    this.mayRepeat = !isBusy(answer);
    return readAnswer(answer, this.method);
  }

  private async send(
    path: string,
    form: URLSearchParams,
    signal: AbortSignal,
    method = this.method,
  ): Promise<HttpAnswer> {
    const { status, data, headers } = await this.http.request<string>({
      method,
      url: path,
      headers: this.headers.now(),
      signal,
      ...(method === 'GET' ? { params: form } : { data: form }),
    });
    return { status, body: data, headers };
  }

  private fault(error: unknown): QueryAnswer & { readonly kind: 'failed' } {
    const where = `from Prometheus at ${this.url}`;
    const unreachable = (message: string) =>
      ({ kind: 'failed', reason: 'source-unreachable', message }) as const;
    const message = describe(error);
    if (axios.isCancel(error) || message.startsWith('timeout of'))
      return unreachable(`no whole answer ${where} within ${formatDuration(this.timeoutMs)}`);
    // It does answer, with more than is kept in memory.
    if (message.includes('maxContentLength')) return { kind: 'failed', reason: 'query-failed', message };
    return unreachable(`no answer ${where}: ${message}`);
  }
}

function tlsOptions({ ca, cert, key, serverName, insecureSkipVerify }: TlsOptions = {}) {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    rejectUnauthorized: insecureSkipVerify !== true,
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** What mends a certificate that is not accepted, by the code that Node gives. */
const TLS_MENDS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'set prometheus.tls.ca_file',
  SELF_SIGNED_CERT_IN_CHAIN: 'set prometheus.tls.ca_file',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'set prometheus.tls.ca_file',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'set prometheus.tls.ca_file',
  ERR_TLS_CERT_ALTNAME_INVALID: 'set prometheus.tls.server_name',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'set prometheus.tls.cert_file and key_file',
};

function describe(error: unknown): string {
  if (!axios.isAxiosError(error)) return error instanceof Error ? error.message : String(error);
  const mend = TLS_MENDS[error.code ?? ''];
  return `${error.message.trim() || error.code || 'no answer'}${mend === undefined ? '' : `; ${mend}`}`;
}
