/** One counter that a process exposes, as a function of what it has counted so far; undefined while it is not exposed. */
export interface Column {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  value(total: number, bad: number): number | undefined;
}

/** Requests by status; the one of errors is born with the first error. */
export const REQUEST_COLUMNS: readonly Column[] = [
  { metric: 'http_requests_total', labels: { status: '200' }, value: (total, bad) => total - bad },
  {
    metric: 'http_requests_total',
    labels: { status: '503' },
    value: (_total, bad) => (bad === 0 ? undefined : bad),
  },
];

/** A histogram of durations; a bad request is one that took longer than 0.4 s. */
export const LATENCY_COLUMNS: readonly Column[] = [
  bucket('0.1', (total, bad) => Math.floor((total - bad) * 0.7)),
  bucket('0.4', (total, bad) => total - bad),
  bucket('1', (total, bad) => total - Math.floor(bad * 0.3)),
  bucket('+Inf', (total) => total),
  { metric: 'http_request_duration_seconds_count', labels: {}, value: (total) => total },
];

function bucket(le: string, value: (total: number, bad: number) => number): Column {
  return { metric: 'http_request_duration_seconds_bucket', labels: { le }, value };
}
