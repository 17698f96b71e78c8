import { type FieldFinder, firstThere, type SloField } from '../fields/field.js';
import type { Path } from '../source-document.js';

const INDICATOR = ['spec', 'indicator'];

/** Where pyrra writes a field: an object is one SLO, so its entry tells nothing more. */
export const findField: FieldFinder = ({ document }, field) => firstThere(document, ...placesOf(field));

/** The nearest first. */
function placesOf(field: SloField): Path[] {
  if (typeof field === 'object') return placesOf('alerts');
  switch (field) {
    case 'slo':
      return [];
    case 'owner':
      return [['metadata', 'labels']];
    case 'runbook':
      return [['metadata', 'annotations']];
    case 'target':
    case 'window':
      return [['spec', field]];
    case 'alerts':
      return [
        ['spec', 'alerting'],
        ['spec', 'window'],
      ];
    case 'threshold':
      return [[...INDICATOR, 'latencyNative', 'latency'], ...placesOf('bad')];
    case 'bad':
      return indicatorPlaces(['ratio', 'errors'], ['ratio', 'success'], ['latency', 'success']);
    case 'total':
      return indicatorPlaces(['ratio', 'total'], ['latency', 'total'], ['ratio', 'success']);
  }
}

/** A query of one of these, or what is both sides at once. */
function indicatorPlaces(...queries: readonly Path[]): Path[] {
  return [...queries, ['latencyNative', 'total'], ['bool_gauge']].map((below) => [
    ...INDICATOR,
    ...below,
    'metric',
  ]);
}
