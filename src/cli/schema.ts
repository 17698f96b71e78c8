import { Argument, type Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { jsonText } from './output-option.js';
import { type Exit, verb } from './verb.js';

const FILES = ['slo', 'exclusions', 'oncall', 'incident-policy'] as const;

type File = (typeof FILES)[number];

export function schemaCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'schema',
    'print the JSON Schema of SLO files, exclusions, on-call files, an incident policy or firebreak.yaml',
    {
      examples: [
        [
          'firebreak schema > slo.schema.json',
          'then put "# yaml-language-server: $schema=slo.schema.json" on top of a file',
        ],
        ['firebreak schema exclusions', 'the schema of documents with maintenance: and corrections:'],
        ['firebreak schema oncall', 'the schema of on-call files'],
        ['firebreak schema incident-policy', 'the schema of how incidents are run'],
        ['firebreak schema config', 'the schema of firebreak.yaml'],
      ],
      exitCodes: [
        [EXIT.ok, 'printed'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .addArgument(new Argument('[of]', 'which files').choices([...FILES, 'config']).default('slo'))
    .action(async (of: File | 'config') => {
      const schema = of === 'config' ? context.configSchema() : fileSchema(of);
      context.stdout.write(jsonText(await schema));
      exit(EXIT.ok);
    });
}

/** Loaded when it is asked for: the library that describes it starts slowly. */
async function fileSchema(of: File): Promise<unknown> {
  if (of === 'slo') return (await import('../spec/firebreak/schema.js')).sloFileSchema;
  if (of === 'oncall') return (await import('../spec/oncall/schema.js')).onCallFileSchema;
  if (of === 'incident-policy')
    return (await import('../spec/incident-policy/schema.js')).incidentPolicySchema;
  return (await import('../spec/exclusions/schema.js')).exclusionFileSchema;
}
