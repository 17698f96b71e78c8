import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';

/** Where and how to ask. */
export interface PrometheusOptions {
  readonly url: string;
  readonly timeoutMs: number;
}

/** One element of a vector or matrix. */
export interface RawSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

export type QueryAnswer =
  | { readonly kind: 'answered'; readonly series: readonly RawSeries[] }
  | {
      readonly kind: 'failed';
      readonly reason: 'source-unreachable' | 'query-failed';
      readonly message: string;
    };

/** Answers larger than this are refused rather than kept in memory. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Talks to the HTTP API of one Prometheus; every fault is an answer, never an exception. */
export class PrometheusClient {
  private readonly http: ReturnType<typeof axios.create>;
  private readonly timeoutMs: number;

  constructor(options: PrometheusOptions) {
    this.timeoutMs = options.timeoutMs;
    this.http = axios.create({
      baseURL: options.url.replace(/\/+$/, ''),
      timeout: options.timeoutMs,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      proxy: false,
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true }),
      // JSON is parsed below: axios would hand on half a document as text.
      responseType: 'text',
      transformResponse: (body: unknown) => body,
      validateStatus: () => true,
    });
  }

  /** An instant query at `at` (epoch ms). */
  query(query: string, at: number): Promise<QueryAnswer> {
    return this.ask('/api/v1/query', { query, time: seconds(at) });
  }

  /** A range query: values at `from`, `from + step` … up to `to` (epoch ms, both included). */
  queryRange(
    query: string,
    { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  ): Promise<QueryAnswer> {
    const span = { start: seconds(from), end: seconds(to), step: seconds(step) };
    return this.ask('/api/v1/query_range', { query, ...span });
  }

  private async ask(path: string, form: Readonly<Record<string, string>>): Promise<QueryAnswer> {
    let status: number;
    let body: string;
    try {
      // axios' own time-out begins anew with every byte; an answer that drips has to end as well.
      const signal = AbortSignal.timeout(this.timeoutMs);
      const response = await this.http.post<string>(path, new URLSearchParams(form), { signal });
      ({ status } = response);
      body = response.data;
    } catch (error) {
      return this.fault(error);
    }
    return readAnswer(status, body);
  }

  private fault(error: unknown): QueryAnswer {
    if (axios.isCancel(error)) {
      return {
        kind: 'failed',
        reason: 'source-unreachable',
        message: `no whole answer within ${this.timeoutMs} ms`,
      };
    }
    const message = describe(error);
    // It does answer, with more than is kept in memory.
    const reason = message.includes('maxContentLength') ? 'query-failed' : 'source-unreachable';
    return { kind: 'failed', reason, message };
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function readAnswer(status: number, body: string): QueryAnswer {
  const failed = (message: string): QueryAnswer => ({ kind: 'failed', reason: 'query-failed', message });
  const answer = parse(body);
  if (!isRecord(answer)) return failed(`HTTP ${status}: not the JSON of a Prometheus: ${body.slice(0, 120)}`);
  if (answer.status !== 'success') {
    return failed(
      `HTTP ${status}: ${textOf(answer.errorType) ?? 'error'}: ${textOf(answer.error) ?? body.slice(0, 120)}`,
    );
  }
  // Thanos and its kin answer with what they have and put the rest into warnings: part of the truth is unknown.
  if (Array.isArray(answer.warnings) && answer.warnings.length > 0) {
    return failed(`partial answer: ${answer.warnings.map(String).join('; ')}`);
  }
  const data = answer.data;
  if (!isRecord(data) || !Array.isArray(data.result))
    return failed(`HTTP ${status}: no result in the answer`);
  if (data.resultType !== 'matrix' && data.resultType !== 'vector') {
    return failed(`expected series, got ${String(data.resultType)}`);
  }
  if (!data.result.every(isSeries)) return failed('the answer holds something that is no series');
  return { kind: 'answered', series: data.result };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSeries(value: unknown): value is RawSeries {
  return (
    isRecord(value) && isRecord(value.metric) && (Array.isArray(value.values) || Array.isArray(value.value))
  );
}

function describe(error: unknown): string {
  if (axios.isAxiosError(error)) return error.message || error.code || 'no answer';
  return error instanceof Error ? error.message : String(error);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
