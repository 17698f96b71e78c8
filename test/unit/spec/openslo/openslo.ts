import { stringify } from 'yaml';
import { readSpecs } from '../../../../src/spec/read-specs.js';

type Fields = Readonly<Record<string, unknown>>;

/** An object of OpenSLO v1. */
export function object(kind: string, name: string, spec: Fields, metadata: Fields = {}): Fields {
  return { apiVersion: 'openslo/v1', kind, metadata: { name, ...metadata }, spec };
}

export const prometheus = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });

export const PAID = {
  ratioMetric: {
    counter: true,
    good: prometheus('sum(rate(payments_total{code!~"5.."}[5m]))'),
    total: prometheus('sum(payments_total)'),
  },
};

export const sloSpec = (fields: Fields = {}): Fields => ({
  service: 'checkout',
  indicatorRef: 'paid',
  timeWindow: [{ duration: '4w', isRolling: true }],
  budgetingMethod: 'Occurrences',
  objectives: [{ target: 0.999 }],
  ...fields,
});

/** An SLO whose indicator is written in place. */
export const sloOf = (spec: Fields, fields: Fields = {}): Fields =>
  object('SLO', 'payments', {
    ...sloSpec({ indicator: { metadata: { name: 'paid' }, spec }, ...fields }),
    indicatorRef: undefined,
  });

/** Each list of objects is a file. */
export function read(...files: readonly (readonly Fields[])[]) {
  return readSpecs(
    files.map((objects, index) => ({
      path: `${index}.yaml`,
      text: objects.map((each) => stringify(each)).join('---\n'),
    })),
  );
}

export function errorsOf(...files: readonly (readonly Fields[])[]): string[] {
  const { problems } = read(...files);
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

/** The only SLO of a file, which has no errors. */
export function onlySlo(...objects: readonly Fields[]) {
  const { slos, problems } = read(objects);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [slo] = slos;
  if (!slo || slos.length > 1 || errors.length > 0)
    throw new Error(JSON.stringify({ slos: slos.length, errors }));
  return slo;
}
