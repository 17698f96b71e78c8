import type { FieldFinder } from '../fields/field.js';
import { firstThere } from '../fields/field.js';
import { FILE_FIELDS, RESOURCE_FIELDS } from './field-names.js';

/** Where an SLO of sloth's writes what is spoken about; its window, and what of its tiers is its own, stand nowhere. */
export const findField: FieldFinder = ({ document, path }, field) => {
  const queries = (name: 'errorQuery' | 'totalQuery') =>
    [FILE_FIELDS, RESOURCE_FIELDS].map((fields) => [...path, 'sli', 'events', fields[name]]);
  const raw = [FILE_FIELDS, RESOURCE_FIELDS].map(({ errorRatioQuery }) => [
    ...path,
    'sli',
    'raw',
    errorRatioQuery,
  ]);
  if (field === 'target') return [...path, 'objective'];
  if (field === 'bad') return firstThere(document, ...queries('errorQuery'), ...raw);
  if (field === 'total') return firstThere(document, ...queries('totalQuery'), ...raw);
  if (field === 'alerts' || typeof field === 'object') return firstThere(document, [...path, 'alerting']);
  return undefined;
};
