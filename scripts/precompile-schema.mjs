import { writeFileSync } from 'node:fs';
import { schemaModule } from '../dist/spec/compile-schema.js';
import { sloFileSchema } from '../dist/spec/firebreak/schema.js';

// Building the schema and compiling it takes a third of a second, which every start of the command line would spend anew.
writeFileSync(
  'dist/spec/firebreak/validate-slo-file.js',
  `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const module = {};
${schemaModule(sloFileSchema)}
export const validateSloFile = module.exports;
`,
);
