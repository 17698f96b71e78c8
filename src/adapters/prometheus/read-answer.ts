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

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What is wrong with an answer is said, and what mends it; only a whole answer is one. */
export function readAnswer(http: HttpAnswer, method: 'GET' | 'POST'): QueryAnswer {
  const { status, body } = http;
  const failed = (message: string): QueryAnswer => ({ kind: 'failed', reason: 'query-failed', message });
  const answer = parse(body);
  if (!isRecord(answer) || answer.status !== 'success' || status >= 300) {
    return failed(
      `HTTP ${status}: ${isRecord(answer) ? errorText(answer, body) : noJson(http)}${mend(http, method)}`,
    );
  }
  const missing = missingPart(answer);
  if (missing !== undefined) return failed(`partial answer: ${missing}`);
  const data = answer.data;
  if (!isRecord(data) || !Array.isArray(data.result))
    return failed(`HTTP ${status}: no result in the answer`);
  if (data.resultType !== 'matrix' && data.resultType !== 'vector') {
    return failed(`expected series, got ${String(data.resultType)}`);
  }
  const native: unknown = data.result.find(
    (series) => isRecord(series) && ('histogram' in series || 'histograms' in series),
  );
  if (native !== undefined)
    return failed(`a native histogram where counters were expected: ${nameOf(native)}`);
  if (!data.result.every(isSeries)) return failed('the answer holds something that is no series');
  return { kind: 'answered', series: data.result };
}

/**
 * Why a success is only a part of the truth, and so unknown. Thanos and remote reads answer with what they have and put the rest into
 * `warnings`; VictoriaMetrics says `isPartial`. PromQL's own annotations speak of the query, not of missing data.
 */
function missingPart(answer: Readonly<Record<string, unknown>>): string | undefined {
  if (answer.isPartial === true) return 'some storage nodes did not answer (isPartial)';
  const warnings = Array.isArray(answer.warnings) ? answer.warnings.map(String) : [];
  const missing = warnings.filter((warning) => !/^PromQL (info|warning)\b/.test(warning));
  return missing.length === 0 ? undefined : missing.join('; ');
}

function errorText(answer: Readonly<Record<string, unknown>>, body: string): string {
  return `${textOf(answer.errorType) ?? 'error'}: ${textOf(answer.error) ?? beginning(body)}`;
}

function noJson({ status, body, headers }: HttpAnswer): string {
  if (status >= 300 && status < 400) return `redirected to ${target(textOf(headers.location))}`;
  if (body.trim() === '') return 'not the JSON of a Prometheus: the body is empty';
  if (/^\s*<(!doctype|html)/i.test(body)) {
    return `not the JSON of a Prometheus but a web page, perhaps of a login or a proxy: ${beginning(body)}`;
  }
  return `not the JSON of a Prometheus: ${beginning(body)}`;
}

function mend({ status, body }: HttpAnswer, method: 'GET' | 'POST'): string {
  if (status >= 300 && status < 400) return '; set prometheus.url to where the API is';
  if (status === 401 && /no org id/i.test(body)) {
    return '; name the tenant: set prometheus.headers: {X-Scope-OrgID: …}';
  }
  if (status === 401)
    return '; check prometheus.bearer_token, prometheus.basic_auth or FIREBREAK_PROMETHEUS_BEARER_TOKEN';
  if (status === 405 && method === 'POST') return '; set prometheus.method: GET';
  if (status === 403 && method === 'POST') {
    return '; if a proxy refuses POST, set prometheus.method: GET; else check what these credentials may read';
  }
  if ((status === 414 || status === 431) && method === 'GET') {
    return '; the query is too long for a URL, set prometheus.method: POST';
  }
  return '';
}

/** Without its query, which may hold a login's state. */
function target(location: string | undefined): string {
  return location?.replace(/[?#].*$/s, '') ?? 'nowhere';
}

function beginning(body: string): string {
  return body.slice(0, 120).trim();
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

function nameOf(series: unknown): string {
  const metric = isRecord(series) && isRecord(series.metric) ? series.metric : {};
  return textOf(metric.__name__) ?? 'no name';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
