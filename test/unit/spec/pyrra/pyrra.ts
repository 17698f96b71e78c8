import { stringify } from 'yaml';
import { readSpecs } from '../../../../src/spec/read-specs.js';

type Fields = Readonly<Record<string, unknown>>;

export const RATIO = {
  ratio: {
    errors: { metric: 'http_requests_total{job="shop",code=~"5.."}' },
    total: { metric: 'http_requests_total{job="shop"}' },
  },
};

/** A ServiceLevelObjective of pyrra. */
export const objective = (spec: Fields = {}, metadata: Fields = {}): Fields => ({
  apiVersion: 'pyrra.dev/v1alpha1',
  kind: 'ServiceLevelObjective',
  metadata: { name: 'shop-errors', namespace: 'monitoring', ...metadata },
  spec: { target: '99', window: '4w', indicator: RATIO, ...spec },
});

export const read = (...objects: readonly Fields[]) =>
  readSpecs([{ path: 'pyrra.yaml', text: objects.map((each) => stringify(each)).join('---\n') }]);

/** `severity code line:column message` of each problem. */
export const problemsOf = (...objects: readonly Fields[]) =>
  read(...objects).problems.map(
    ({ severity, code, line, column, message }) => `${severity} ${code} ${line}:${column} ${message}`,
  );

/** The only SLO of a file, which has no errors. */
export function onlySlo(...objects: readonly Fields[]) {
  const { slos, problems } = read(...objects);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [slo] = slos;
  if (!slo || slos.length > 1 || errors.length > 0) {
    throw new Error(JSON.stringify({ slos: slos.length, errors }));
  }
  return slo;
}
