import type { Slo } from '../core/slo/slo.js';
import { recordedSla } from '../rules/recorded-budget.js';
import { isRecordable } from '../rules/slices.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext, SourceAddress } from './context.js';
import { CommandFailure } from './exit-codes.js';
import { expandTemplates, KEPT, needPrometheus } from './expand-templates.js';
import { hasErrors, type LoadedSpecs, loadSpecs } from './load-specs.js';

/** The SLOs that rules can be written for. What rules cannot do for the others, and for exclusions, is said. */
export async function recordableSlos(
  context: CliContext,
  paths: readonly string[],
  address: SourceAddress | undefined,
): Promise<readonly Slo[]> {
  const { slos: all, exclusions } = await soundSpecs(context, paths, address);
  for (const { id } of all.filter((slo) => !isRecordable(slo))) {
    context.stderr.write(
      `${context.stderr.paint('yellow', 'no rules:')} ${id} is a composite or counts slices of what is no counter: the daemon judges it alone\n`,
    );
  }
  for (const { id } of all.filter((slo) => isRecordable(slo) && slo.sla && !recordedSla(slo))) {
    context.stderr.write(
      `${context.stderr.paint('yellow', 'no SLA alert:')} the SLA of ${id} keeps to the calendar: the daemon alone tells when it is at risk\n`,
    );
  }
  if (exclusions.length > 0) {
    const what = `rules know of no ${exclusions.length === 1 ? 'exclusion' : 'exclusions'}`;
    context.stderr.write(
      `${context.stderr.paint('yellow', 'not excluded:')} ${what} (${exclusions.map(({ id }) => id).join(', ')}); only the daemon leaves that time out\n`,
    );
  }
  return all.filter(isRecordable);
}

/** Every SLO, those of templates too. Nothing may be missing in rules, so an error anywhere ends the command. */
async function soundSpecs(
  context: CliContext,
  paths: readonly string[],
  address: SourceAddress | undefined,
): Promise<Pick<LoadedSpecs, 'slos' | 'exclusions'>> {
  const { files, slos, templates, exclusions, problems } = await loadSpecs(context, paths);
  if (hasErrors(problems)) {
    context.stderr.write(reportText(problems, files, context.stderr.paint));
    throw new CommandFailure('the specs have errors, so nothing was written');
  }
  if (templates.length === 0) return { slos, exclusions };
  needPrometheus(templates, address);
  const expanded = await expandTemplates(context, templates, address, KEPT);
  context.stderr.write(reportText(expanded.problems, files, context.stderr.paint));
  if (hasErrors(expanded.problems)) {
    throw new CommandFailure('not every label set is known, so nothing was written');
  }
  return { slos: [...slos, ...expanded.slos], exclusions };
}
