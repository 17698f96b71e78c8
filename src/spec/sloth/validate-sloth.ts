import { compileSchema } from '../compile-schema.js';
import { slothSchema } from './schema.js';

/** Holds `{kind: document}` against the schema of sloth's files. `npm run build` puts the compiled function in this module's place. */
export const validateSloth = compileSchema(slothSchema);
