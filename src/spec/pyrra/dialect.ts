import { checkSchema } from '../check-schema.js';
import { suggestion } from '../closest.js';
import { foundAt, type SingleDialect } from '../dialect.js';
import { Findings } from '../firebreak/findings.js';
import { compileSlo } from './compile-slo.js';
import { findField } from './find-field.js';
import type { PyrraObject } from './schema.js';
import { validatePyrra } from './validate-pyrra.js';

const VERSION = 'pyrra.dev/v1alpha1';
const KIND = 'ServiceLevelObjective';

/** pyrra's objects, each an SLO. */
export const PYRRA: SingleDialect = {
  tool: 'pyrra',
  kind: 'single',
  matches: isPyrra,
  findField,
  read: (document) => {
    const findings = new Findings([]);
    const object = readObject(document.value, findings);
    const compiled = object && compileSlo(object, findings);
    return {
      found: compiled ? [foundAt(compiled.slo, document, ['metadata', 'name'], compiled.grouping)] : [],
      problems: findings.list.map((finding) => document.locate(finding)),
    };
  },
};

function isPyrra(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || !('apiVersion' in value)) return false;
  return typeof value.apiVersion === 'string' && value.apiVersion.startsWith('pyrra.dev/');
}

function readObject(value: unknown, findings: Findings): PyrraObject | undefined {
  if (!isPyrra(value)) return undefined;
  const { apiVersion, kind } = value;
  if (apiVersion !== VERSION) {
    const message = `${JSON.stringify(apiVersion)} is no version of pyrra that can be read`;
    return findings.error('pyrra-version', ['apiVersion'], message, `write apiVersion: ${VERSION}`);
  }
  if (kind !== KIND) {
    const message = `${VERSION} knows no kind ${JSON.stringify(kind)} that can be read`;
    return findings.error('pyrra-kind', ['kind'], message, suggestion(String(kind), [KIND]));
  }
  const wrong = checkSchema(validatePyrra, value);
  for (const finding of wrong) findings.add(finding);
  // What the schema says of it has been checked just now.
  return wrong.length === 0 ? (value as unknown as PyrraObject) : undefined;
}
