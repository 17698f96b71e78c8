import { type Command, Option } from 'commander';
import { reportText } from '../spec/report/text.js';
import { FORM_NAMES, type Form, writeSlos } from '../spec/write/write-slos.js';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { hasErrors, loadSpecs } from './load-specs.js';
import { type Exit, verb } from './verb.js';

export function convertCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'convert', 'write what SLO files of any tool mean as files of one', {
    examples: [
      ['firebreak convert openslo --to firebreak > slo-specs/all.yaml', 'OpenSLO as files of our own'],
    ],
    exitCodes: [
      [EXIT.ok, 'every SLO was written'],
      [EXIT.failed, 'errors were found, or an SLO cannot be written so; the others were'],
      [EXIT.usage, 'wrong usage, or no such file'],
    ],
  })
    .argument('<path...>', 'SLO files or folders')
    .addOption(new Option('--to <form>', 'whose files to write').choices(FORM_NAMES).makeOptionMandatory())
    .action(async (paths: string[], { to }: { readonly to: Form }) =>
      exit(await convert(context, paths, to)),
    );
}

async function convert(context: CliContext, paths: readonly string[], to: Form): Promise<number> {
  const { slos, templates, files, problems } = await loadSpecs(context, paths);
  const written = writeSlos([...slos.map((slo) => ({ slo })), ...templates], to);
  context.stdout.write(written.text);
  const all = [...problems, ...written.problems];
  if (all.length > 0) context.stderr.write(reportText(all, files, context.stderr.paint));
  return hasErrors(all) ? EXIT.failed : EXIT.ok;
}
