import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Slo } from '../core/slo/slo.js';
import type { SloTemplate } from '../core/slo/slo-template.js';
import { type Problem, readSpecs } from '../spec/read-specs.js';
import type { CliContext, TextFile } from './context.js';
import { UsageError } from './exit-codes.js';

export interface LoadedSpecs {
  readonly files: readonly TextFile[];
  readonly slos: readonly Slo[];
  readonly exclusions: readonly Exclusion[];
  readonly templates: readonly SloTemplate[];
  readonly problems: readonly Problem[];
}

/** Reads every SLO file under the paths. A path that is not there, or holds no SLO file, is a mistake in the call. */
export async function loadSpecs(context: CliContext, paths: readonly string[]): Promise<LoadedSpecs> {
  const { files, errors } = await context.files.readFiles(paths);
  if (errors.length > 0) {
    throw new UsageError(errors.map(({ path, message }) => `cannot read ${path}: ${message}`).join('\n'));
  }
  if (files.length === 0) {
    throw new UsageError(`no SLO files (*.yaml, *.yml) in ${paths.join(', ')}`);
  }
  return { files, ...readSpecs(files, context.now()) };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** How many SLOs and templates can be used. */
export function soundOf({ slos, templates }: LoadedSpecs): {
  readonly slos: number;
  readonly templates: number;
} {
  return { slos: slos.length, templates: templates.length };
}
