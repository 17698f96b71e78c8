import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchema } from '../../../src/main/config/schema.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { exclusionFileSchema } from '../../../src/spec/exclusions/schema.js';
import { sloFileSchema } from '../../../src/spec/firebreak/schema.js';
import { incidentPolicySchema } from '../../../src/spec/incident-policy/schema.js';
import { onCallFileSchema } from '../../../src/spec/oncall/schema.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

/** Files that are made from the source and published in the repository. */
test.each([
  ['schema/slo-file.schema.json', sloFileSchema],
  ['schema/exclusions.schema.json', exclusionFileSchema],
  ['schema/oncall-file.schema.json', onCallFileSchema],
  ['schema/incident-policy.schema.json', incidentPolicySchema],
  ['schema/firebreak-config.schema.json', configSchema],
])('%s is that of the source', (path, schema) => {
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('alert-rules are those of slo-specs', () => {
  const files = readdirSync('slo-specs').map((name) => ({
    path: `slo-specs/${name}`,
    text: readFileSync(`slo-specs/${name}`, 'utf8'),
  }));
  const { slos, problems } = readSpecs(files);
  expect(problems).toEqual([]);
  const wanted = generateRules(slos, { format: 'prometheus', tests: true });
  const found = readdirSync('alert-rules', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(`alert-rules/${path}`, 'utf8') }));
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  expect(found.sort(byPath)).toEqual([...wanted].sort(byPath));
});

test.each([
  ['slo', sloFileSchema],
  ['exclusions', exclusionFileSchema],
  ['incident-policy', incidentPolicySchema],
  ['config', configSchema],
])('every field of the %s schema is described', (_name, schema) => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return;
    const properties: unknown = Reflect.get(node, 'properties');
    if (typeof properties === 'object' && properties !== null) {
      for (const [name, inner] of Object.entries(properties as Record<string, object>)) {
        if (!('description' in inner)) bare.push(`${path}.${name}`);
        visit(inner, `${path}.${name}`);
      }
    }
    for (const key of ['items', 'additionalProperties']) visit(Reflect.get(node, key), `${path}.${key}`);
  };
  visit(schema, '');
  expect(bare).toEqual([]);
});
