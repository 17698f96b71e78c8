import { compileSchema } from '../compile-schema.js';
import { onCallFileSchema } from './schema.js';

/** Holds a document against the schema of on-call files. `npm run build` puts the compiled function in this module's place. */
export const validateOnCallFile = compileSchema(onCallFileSchema);
