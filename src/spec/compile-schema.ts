import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

/** Every error is reported, not only the first, with the part of the schema that says what is expected. */
const OPTIONS: Options = { allErrors: true, verbose: true, allowUnionTypes: true };

export function compileSchema(schema: object): ValidateFunction {
  return new Ajv2020(OPTIONS).compile(schema);
}

/** The same function as the text of a CommonJS module, for the build: so that a start needs neither ajv nor the schema's own source. */
export function schemaModule(schema: object): string {
  const ajv = new Ajv2020({ ...OPTIONS, code: { source: true } });
  return standaloneCode.default(ajv, ajv.compile(schema));
}
