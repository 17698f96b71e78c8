import { compileSchema } from '../compile-schema.js';
import { exclusionFileSchema } from './schema.js';

/** Holds a document against the schema of exclusions. `npm run build` puts the compiled function in this module's place. */
export const validateExclusionFile = compileSchema(exclusionFileSchema);
