/** What is wrong, and what mends it; neither repeats anything secret. */
export interface AddressFault {
  readonly message: string;
  readonly mend: string;
}

/** Why this cannot be where a Prometheus is; undefined when it can. A path is welcome (Mimir's `/prometheus`). */
export function urlFault(url: string): AddressFault | undefined {
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(url)) {
    return {
      message: 'the URL holds a user or a password, and URLs end up in logs',
      mend: 'give the bare URL, and the credentials as prometheus.basic_auth or FIREBREAK_PROMETHEUS_BEARER_TOKEN',
    };
  }
  if (!/^https?:\/\/[^\s/?#]/.test(url)) {
    return { message: `"${url}" is no http or https URL`, mend: 'write http://127.0.0.1:9090' };
  }
  if (/[?#]/.test(url)) {
    return {
      message: 'the URL has a query or a fragment',
      mend: 'end it with its path; prometheus.params holds parameters',
    };
  }
  return undefined;
}

/** Headers that belong to the transport or say what the body is. */
const OURS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Why this header cannot be sent along; undefined when it can. */
export function headerFault(name: string, value: string): AddressFault | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
    return { message: `"${name}" is no name of a header`, mend: 'write a name such as X-Scope-OrgID' };
  }
  if (OURS.has(name.toLowerCase())) {
    return {
      message: `the header ${name} is set by the connection itself`,
      mend: 'leave it out; tls.server_name and params are for what it may be meant for',
    };
  }
  if (!/^[\t\x20-\x7e\x80-\xff]+$/.test(value)) {
    return {
      message: `the value of ${name} is empty or holds characters that no header can`,
      mend: 'write it in one line of plain characters',
    };
  }
  return undefined;
}
