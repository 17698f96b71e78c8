import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { only, parseStrictly, readText, readYaml, readYamlDocuments } from './files.js';

async function kubernetesConfig(): Promise<unknown> {
  const file = 'docker/kubernetes/sidecar.yaml';
  const maps = await readYamlDocuments<{ kind: string; data?: Record<string, string> }>(file);
  const texts = maps.flatMap(({ kind, data }) =>
    kind === 'ConfigMap' ? (data?.['firebreak.yaml'] ?? []) : [],
  );
  return only(parseStrictly(only(texts, file), file), file);
}

it.each([
  ['docker/firebreak.yaml', () => readYaml<unknown>('docker/firebreak.yaml')],
  ['the ConfigMap of docker/kubernetes/sidecar.yaml', kubernetesConfig],
])('%s is what schema/firebreak-config.schema.json asks for', async (_, read) => {
  const schema = JSON.parse(await readText('schema/firebreak-config.schema.json')) as object;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const validate = ajv.compile(schema);
  validate(await read());
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ specs: 'slo-specs', surprise: true })).toBe(false);
});
