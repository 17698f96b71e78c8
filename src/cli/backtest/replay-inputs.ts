import { applyCandidate, type Candidate } from '../../core/backtest/candidate.js';
import { alertWindows } from '../../core/burn-rate/slo-windows.js';
import type { Slo } from '../../core/slo/slo.js';
import { formatDuration, SECOND } from '../../core/time/duration.js';
import { reportText } from '../../spec/report/text.js';
import type { CliContext } from '../context.js';
import { CommandFailure, UsageError } from '../exit-codes.js';
import { hasErrors, type LoadedSpecs, loadSpecs } from '../load-specs.js';
import { durationOf } from './span.js';

/** As the daemon's own default. */
export const MIN_COVERAGE = 0.5;

/** Without a sample for this long an SLO is unknown: as the daemon's own default. */
export function staleAfter(stepMs: number): number {
  return Math.max(150 * SECOND, 5 * stepMs);
}

/** What the files under the paths declare; a broken file would leave out what somebody asked about. */
export async function soundSpecs(context: CliContext, paths: readonly string[]): Promise<LoadedSpecs> {
  const specs = await loadSpecs(context, paths);
  const { files, problems } = specs;
  if (problems.length > 0) context.stderr.write(reportText(problems, files, context.stderr.paint));
  if (hasErrors(problems)) throw new CommandFailure('the specs have errors, so nothing was replayed');
  return specs;
}

const STEP = 30 * SECOND;

/**
 * How often is judged (ms): as it was said, else every 30 s, or as often as the shortest window needs it. A window that is shorter than
 * a step holds nothing to judge by.
 */
export function stepOf(
  said: string | undefined,
  slos: readonly Slo[],
  candidates: readonly Candidate[],
): number {
  if (said === undefined) {
    const shortest = slos.flatMap((slo) =>
      candidates.flatMap((candidate) => alertWindows(applyCandidate(slo, candidate)).slice(0, 1)),
    );
    return Math.min(STEP, ...shortest);
  }
  const stepMs = durationOf('--step', said);
  checkStep(slos, candidates, stepMs);
  return stepMs;
}

function checkStep(slos: readonly Slo[], candidates: readonly Candidate[], stepMs: number): void {
  for (const slo of slos) {
    for (const candidate of candidates) {
      const [shortest] = alertWindows(applyCandidate(slo, candidate));
      if (shortest === undefined || shortest >= stepMs) continue;
      const window = formatDuration(shortest);
      throw new UsageError(
        `--step ${formatDuration(stepMs)} is longer than the ${window} window of ${slo.id}; use at most ${window}`,
      );
    }
  }
}
