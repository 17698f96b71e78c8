import type { ErrorObject, ValidateFunction } from 'ajv';
import { suggestion } from './closest.js';
import type { Finding, Path } from './source-document.js';

/** What a value violates of its schema, in words, each at the value or name that is wrong. */
export function checkSchema(validate: ValidateFunction, value: unknown): Finding[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap(toFinding);
}

function toFinding(error: ErrorObject): Finding[] {
  const path = pathOf(error.instancePath);
  const name = nameOf(path);
  const hint = descriptionOf(error);
  const finding = (code: string, message: string, mend: string, extra: Partial<Finding> = {}): Finding[] => [
    { code, path, message, mend, ...extra },
  ];
  switch (error.keyword) {
    case 'required': {
      const missing = String(error.params.missingProperty);
      const property = propertiesOf(error)[missing];
      const about = describe(property);
      return finding(
        'missing-field',
        `${name} lacks "${missing}"`,
        about === '' ? 'add it' : `add it: ${about}`,
        {
          atKey: true,
        },
      );
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const field = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
      return finding(
        'unknown-field',
        `"${field}" is not known here`,
        suggestion(field, Object.keys(propertiesOf(error))),
        {
          path: [...path, field],
          atKey: true,
        },
      );
    }
    case 'propertyNames':
      return finding(
        'bad-name',
        `"${String(error.params.propertyName)}" cannot be used as a name here`,
        describe(error.schema) || hint,
        {
          path: [...path, String(error.params.propertyName)],
          atKey: true,
        },
      );
    case 'type':
      return finding('wrong-type', `${name} must be ${typeWords(error.params.type)}`, hint);
    case 'enum':
      return finding('wrong-value', `${name} must be one of ${listOf(error.params.allowedValues)}`, hint);
    case 'pattern':
      // A name's own pattern is reported as propertyNames.
      if (error.propertyName !== undefined) return [];
      return finding('bad-format', `${shown(error)} cannot stand as ${name}`, hint);
    case 'minItems':
    case 'minProperties':
      return finding('empty', `${name} must not be empty`, hint);
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'maxItems':
      return finding('out-of-range', `${name} ${error.message ?? 'is out of range'}`, hint);
    default:
      return finding('invalid', `${name} ${error.message ?? 'is not valid'}`, hint);
  }
}

/** What a schema calls writeOnly is secret. */
function shown({ parentSchema, data }: ErrorObject): string {
  return parentSchema?.['writeOnly'] === true ? 'this (it is secret)' : JSON.stringify(data);
}

/** `"target"`, `item 2 of "slos"`. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  return typeof last === 'number' ? `item ${last + 1} of ${nameOf(path.slice(0, -1))}` : `"${last}"`;
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function propertiesOf(error: ErrorObject): Record<string, unknown> {
  const parent: unknown = error.parentSchema;
  if (typeof parent !== 'object' || parent === null || !('properties' in parent)) return {};
  return (parent.properties ?? {}) as Record<string, unknown>;
}

function descriptionOf(error: ErrorObject): string {
  const text = describe(error.parentSchema);
  return text === '' ? 'see `firebreak schema`' : text;
}

function describe(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null || !('description' in schema)) return '';
  return String(schema.description);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a map (name: value)',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

function typeWords(type: unknown): string {
  const types = Array.isArray(type) ? type.map(String) : String(type).split(',');
  return types.map((each) => TYPE_WORDS[each] ?? each).join(' or ');
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : '';
}
