import { compileSchema } from '../compile-schema.js';
import { pyrraSchema } from './schema.js';

/** Holds a document against the schema of pyrra's objects. `npm run build` puts the compiled function in this module's place. */
export const validatePyrra = compileSchema(pyrraSchema);
