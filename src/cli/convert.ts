import { type Command, Option } from 'commander';
import type { Tool } from '../spec/dialect.js';
import { foreignDocuments, TOOLS } from '../spec/foreign-documents.js';
import { placeFields } from '../spec/fields/place-fields.js';
import { reportText } from '../spec/report/text.js';
import { FORM_NAMES, type Form, writeSlos } from '../spec/write/write-slos.js';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { hasErrors, loadSpecs } from './load-specs.js';
import { plural } from './text/quantities.js';
import { type Exit, verb } from './verb.js';

interface Options {
  readonly from?: Tool;
  readonly to: Form;
}

export function convertCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'convert', 'write what SLO files of any tool mean as files of one', {
    examples: [
      ['firebreak convert openslo --to firebreak > slo-specs/all.yaml', 'OpenSLO as files of our own'],
      ['firebreak convert --from sloth slos --to openslo > openslo.yaml', 'files of sloth as OpenSLO'],
    ],
    exitCodes: [
      [EXIT.ok, 'every SLO was written'],
      [EXIT.failed, 'errors were found, or an SLO cannot be written so; the others were'],
      [EXIT.usage, 'wrong usage, or no such file'],
    ],
  })
    .argument('<path...>', 'SLO files or folders')
    .addOption(
      new Option(
        '--from <tool>',
        'refuse what is not of this tool (left out: each document is read for what it is)',
      ).choices(TOOLS),
    )
    .addOption(new Option('--to <form>', 'whose files to write').choices(FORM_NAMES).makeOptionMandatory())
    .action(async (paths: string[], options: Options) => exit(await convert(context, paths, options)));
}

async function convert(
  context: CliContext,
  paths: readonly string[],
  { from, to }: Options,
): Promise<number> {
  const { slos, templates, exclusions, files, problems } = await loadSpecs(context, paths);
  const foreign = from === undefined ? [] : foreignDocuments(files, from);
  const promised = [...slos.map((slo) => ({ slo })), ...templates];
  // Of what is mistaken for another tool's nothing is written.
  const written =
    foreign.length > 0 ? { text: '', problems: foreign } : writeSlos(promised, to, placeFields(files));
  context.stdout.write(written.text);
  const all = [...problems, ...written.problems];
  if (all.length > 0) context.stderr.write(reportText(all, files, context.stderr.paint));
  if (exclusions.length > 0) {
    const found = `${plural(exclusions.length, 'exclusion')} not written: no form of SLOs has them`;
    context.stderr.write(`${found}; keep their files beside what is written\n`);
  }
  return hasErrors(all) ? EXIT.failed : EXIT.ok;
}
