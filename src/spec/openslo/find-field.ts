import { type FieldFinder, firstThere } from '../fields/field.js';
import type { Path } from '../source-document.js';

/** Below an objective stands the SLO's spec, and below that its object. */
const OBJECTIVE = ['spec', 'objectives', 0].length;

/** Where OpenSLO writes a field of the SLO whose objective is at `path`: what stands in another object is pointed at by its reference. */
export const findField: FieldFinder = ({ document, path }, field) => {
  const object = path.slice(0, path.length - OBJECTIVE);
  const spec = [...object, 'spec'];
  const there = (...paths: readonly Path[]) => firstThere(document, ...paths);
  if (typeof field === 'object') return there([...spec, 'alertPolicies'], [...spec, 'timeWindow']);
  switch (field) {
    case 'slo':
      return undefined;
    case 'owner':
    case 'runbook': {
      const metadata = [...object, 'metadata'];
      const words = field === 'owner' ? 'labels' : 'annotations';
      return there([...metadata, words], [...metadata, 'name']);
    }
    case 'target':
      return there([...path, 'target'], [...path, 'targetPercent']);
    case 'window':
      return there([...spec, 'timeWindow', 0, 'duration'], [...spec, 'timeWindow']);
    case 'alerts':
      return there([...spec, 'alertPolicies'], [...spec, 'timeWindow']);
    case 'threshold':
      return there([...path, 'value']);
    case 'bad':
    case 'total':
      return there(...indicatorPaths(spec, field));
  }
};

function indicatorPaths(spec: Path, field: 'bad' | 'total'): Path[] {
  const inline = [...spec, 'indicator', 'spec'];
  const sides = field === 'bad' ? ['bad', 'good'] : ['total'];
  return [
    ...[...sides, 'raw'].map((side) => [...inline, 'ratioMetric', side]),
    [...inline, 'thresholdMetric'],
    [...spec, 'indicatorRef'],
  ];
}
