import { writeFileSync } from 'node:fs';
import { schemaModule } from '../dist/spec/compile-schema.js';
import { exclusionFileSchema } from '../dist/spec/exclusions/schema.js';
import { sloFileSchema } from '../dist/spec/firebreak/schema.js';
import { incidentPolicySchema } from '../dist/spec/incident-policy/schema.js';
import { onCallFileSchema } from '../dist/spec/oncall/schema.js';
import { openSloSchema } from '../dist/spec/openslo/schema.js';
import { slothSchema } from '../dist/spec/sloth/schema.js';
import { pyrraSchema } from '../dist/spec/pyrra/schema.js';

// Building the schemas and compiling them takes a third of a second, which every start of the command line would spend anew.
precompile('dist/spec/firebreak/validate-slo-file.js', 'validateSloFile', sloFileSchema);
precompile('dist/spec/exclusions/validate-exclusion-file.js', 'validateExclusionFile', exclusionFileSchema);
precompile('dist/spec/oncall/validate-oncall-file.js', 'validateOnCallFile', onCallFileSchema);
precompile(
  'dist/spec/incident-policy/validate-incident-policy.js',
  'validateIncidentPolicy',
  incidentPolicySchema,
);
precompile('dist/spec/openslo/validate-openslo.js', 'validateOpenSlo', openSloSchema);
precompile('dist/spec/sloth/validate-sloth.js', 'validateSloth', slothSchema);
precompile('dist/spec/pyrra/validate-pyrra.js', 'validatePyrra', pyrraSchema);

function precompile(file, name, schema) {
  writeFileSync(
    file,
    `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const module = {};
${schemaModule(schema)}
export const ${name} = module.exports;
`,
  );
}
