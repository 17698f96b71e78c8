import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { placeFields } from '../../../../src/spec/fields/place-fields.js';
import type { SloField } from '../../../../src/spec/fields/field.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { file, resource, slo } from './sloth.js';

const RAW = { raw: { errorRatioQuery: '1 - avg_over_time(up[{{.window}}])' } };

test.each<[object, SloField, string]>([
  [file([slo()]), 'target', '5:16'],
  [file([slo()]), 'bad', '8:9'],
  [file([slo()]), 'total', '9:9'],
  [file([slo()]), 'alerts', '10:5'],
  [file([slo({ alerting: undefined })]), 'alerts', '4:5'],
  [file([slo()]), 'window', '4:5'],
  [resource({ service: 'shop', slos: [slo({ sli: RAW })] }), 'total', '12:11'],
])('of %j, "%s" stands at %s', (document, field, expected) => {
  const files = [{ path: 'a.yaml', text: stringify(document) }];
  const [only] = readSpecs(files).slos;
  if (!only) throw new Error('no SLO was read');
  const { line, column } = placeFields(files)(only, field, { code: 'c', message: 'm', mend: 'n' });
  expect(`${line}:${column}`).toBe(expected);
});
