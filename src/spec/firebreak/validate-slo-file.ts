import { compileSchema } from '../compile-schema.js';
import { sloFileSchema } from './schema.js';

/** Holds a document against the schema of SLO files. `npm run build` puts the compiled function in this module's place. */
export const validateSloFile = compileSchema(sloFileSchema);
