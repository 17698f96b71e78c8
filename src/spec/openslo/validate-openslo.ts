import { compileSchema } from '../compile-schema.js';
import { openSloSchema } from './schema.js';

/** Holds `{kind: object}` against the schema of OpenSLO. `npm run build` puts the compiled function in this module's place. */
export const validateOpenSlo = compileSchema(openSloSchema);
