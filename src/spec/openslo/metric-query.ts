import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { WrittenQuery } from '../ratio-counts.js';
import type { Library } from './library.js';
import type { OpenSloObject } from './objects.js';
import type { DataSourceSpec, MetricSpec } from './schema.js';
import type { AlphaQuery } from './schema-v1alpha.js';

export interface MetricQuery extends WrittenQuery {
  /** The DataSource that it is read from, when the file names one. */
  readonly source?: OpenSloObject<DataSourceSpec>;
}

const PROMQL_TYPES = ['promql', 'query'];

/** The query of a metricSource; undefined with the reason in `at` (which stands at the metric). */
export function queryOf(
  { metricSource }: MetricSpec,
  at: Findings,
  library: Library,
): MetricQuery | undefined {
  const here = at.under('metricSource');
  const { metricSourceRef: ref, type } = metricSource;
  if (ref === undefined && type === undefined) {
    return here.error(
      'missing-field',
      [],
      'this metricSource does not say what it is read from',
      'add type: Prometheus, or metricSourceRef with the name of a DataSource',
    );
  }
  if (ref !== undefined && type !== undefined && !library.has('DataSource', ref)) {
    here.warn(
      'unknown-reference',
      ['metricSourceRef'],
      `there is no DataSource "${ref}" in these files; the type stands here, so nothing hangs on it`,
      library.hint('DataSource', ref),
    );
    return isPrometheus(type, here, 'type') ? promqlOf(metricSource.spec, here.under('spec')) : undefined;
  }
  const source =
    ref === undefined
      ? undefined
      : library.find<DataSourceSpec>('DataSource', ref, here, ['metricSourceRef']);
  if (ref !== undefined && !source) return undefined;
  if (source && type !== undefined && source.spec.type.toLowerCase() !== type.toLowerCase()) {
    return here.error(
      'two-types',
      ['type'],
      `the type is ${type} here, and that of the DataSource "${ref}" is ${source.spec.type}`,
      'leave out the type here, or mend one of the two',
    );
  }
  const told = type ?? source?.spec.type ?? '';
  if (!isPrometheus(told, here, type === undefined ? 'metricSourceRef' : 'type')) return undefined;
  const query = promqlOf(metricSource.spec, here.under('spec'));
  return query && { ...query, ...(source ? { source } : {}) };
}

/** A query of v1alpha. */
export function alphaQueryOf(
  { source, queryType, query }: AlphaQuery,
  at: Findings,
): MetricQuery | undefined {
  if (!isPrometheus(source, at, 'source') || !isPromql(queryType, at)) return undefined;
  return { text: query, at, field: 'query' };
}

function isPrometheus(type: string, at: Findings, field: string): boolean {
  if (type.toLowerCase() === 'prometheus') return true;
  at.error(
    'metric-source',
    [field],
    `Firebreak reads Prometheus, and this is read from ${type}`,
    'have the metric in Prometheus, and write type: Prometheus with spec: {query: PromQL}',
  );
  return false;
}

function isPromql(queryType: unknown, at: Findings): boolean {
  if (queryType === undefined) return true;
  if (typeof queryType === 'string' && PROMQL_TYPES.includes(queryType.toLowerCase())) return true;
  at.error(
    'query-type',
    ['queryType'],
    `${JSON.stringify(queryType)} is no PromQL`,
    'write queryType: promql',
  );
  return false;
}

function promqlOf(spec: Readonly<Record<string, unknown>>, at: Findings): MetricQuery | undefined {
  const known = ['query', 'promql', 'queryType'];
  const unknown = Object.keys(spec).filter((field) => !known.includes(field));
  for (const field of unknown) {
    at.error(
      'unknown-field',
      [field],
      `"${field}" is not known of a query to Prometheus`,
      suggestion(field, known),
    );
  }
  const fields = ['query', 'promql'].filter((field) => spec[field] !== undefined);
  const [field, second] = fields;
  if (field === undefined) {
    return at.error('missing-field', [], 'there is no query', 'add query: with PromQL');
  }
  if (second !== undefined) {
    return at.error('two-definitions', [second], `${field} and ${second} are both given`, 'keep one of them');
  }
  const text = spec[field];
  if (typeof text !== 'string') {
    return at.error('wrong-type', [field], `"${field}" must be a text`, 'write PromQL');
  }
  return isPromql(spec.queryType, at) && unknown.length === 0 ? { text, at, field } : undefined;
}
