import { stringify } from 'yaml';
import { readSpecs } from '../../../../src/spec/read-specs.js';

type Fields = Readonly<Record<string, unknown>>;

export const EVENTS = {
  events: {
    error_query: 'sum(rate(paid_total{code=~"5.."}[{{.window}}]))',
    total_query: 'sum(rate(paid_total[{{.window}}]))',
  },
};

export const slo = (fields: Fields = {}): Fields => ({
  name: 'paid',
  objective: 99.9,
  sli: EVENTS,
  alerting: { name: 'PaidFails' },
  ...fields,
});

/** A file of sloth's own with these SLOs. */
export const file = (slos: readonly Fields[], fields: Fields = {}): Fields => ({
  version: 'prometheus/v1',
  service: 'shop',
  slos,
  ...fields,
});

/** The same as a Kubernetes resource, whose fields are camelCase. */
export const resource = (spec: Fields, fields: Fields = {}): Fields => ({
  apiVersion: 'sloth.slok.dev/v1',
  kind: 'PrometheusServiceLevel',
  metadata: { name: 'shop-slos' },
  spec,
  ...fields,
});

/** Each list of documents is a file. */
export function read(...files: readonly (readonly Fields[])[]) {
  return readSpecs(
    files.map((documents, index) => ({
      path: `${index}.yaml`,
      text: documents.map((each) => stringify(each)).join('---\n'),
    })),
  );
}

/** What is wrong: severity, code, place. */
export const findings = (...documents: readonly Fields[]) =>
  read(documents).problems.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);

/** The only SLO of some documents, which have no errors. */
export function onlySlo(...documents: readonly Fields[]) {
  const { slos, problems } = read(documents);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [only] = slos;
  if (!only || slos.length > 1 || errors.length > 0)
    throw new Error(JSON.stringify({ slos: slos.length, errors }));
  return only;
}
