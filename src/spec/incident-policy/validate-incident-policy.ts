import { compileSchema } from '../compile-schema.js';
import { incidentPolicySchema } from './schema.js';

/** Holds a document against the schema of incident policies. `npm run build` puts the compiled function in this module's place. */
export const validateIncidentPolicy = compileSchema(incidentPolicySchema);
