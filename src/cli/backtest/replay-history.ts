import type { Candidate } from '../../core/backtest/candidate.js';
import { History } from '../../core/backtest/history.js';
import { StepCounts } from '../../core/backtest/step-counts.js';
import { excludedStretches } from '../../core/exclusions/excluded-stretches.js';
import type { Slo } from '../../core/slo/slo.js';
import { readHistory, type UnreadStretch } from '../../engine/read-history.js';
import type { CliContext, EventHistory } from '../context.js';
import type { LoadedSpecs } from '../load-specs.js';
import { progress } from './progress.js';
import { MIN_COVERAGE, staleAfter } from './replay-inputs.js';
import { longestLead, type Report, replayAll } from './report.js';

/** SLOs whose histories are in memory at once; a month of one takes some 7 MB. */
const AT_ONCE = 40;

/** Reads and plays, without the time that is excluded, as many SLOs at once as memory is there for. */
export async function replayHistory(
  context: CliContext,
  source: EventHistory['source'],
  { slos, exclusions }: Pick<LoadedSpecs, 'slos' | 'exclusions'>,
  candidates: readonly Candidate[],
  { from, to, stepMs }: Pick<Report, 'from' | 'to' | 'stepMs'>,
): Promise<Pick<Report, 'slos' | 'unread'>> {
  const bar = progress(context.stderr, 'reading history');
  const stale = staleAfter(stepMs);
  const reported: Report['slos'][number][] = [];
  const unread: UnreadStretch[] = [];
  try {
    for (let first = 0; first < slos.length; first += AT_ONCE) {
      const batch = slos.slice(first, first + AT_ONCE);
      const begin = from - Math.ceil(longestLead(batch, candidates) / stepMs) * stepMs;
      const read = await readHistory(batch, source, { from: begin, to, stepMs, staleAfter: stale }, (share) =>
        bar.tell((first + share * batch.length) / slos.length),
      );
      unread.push(...read.unread);
      const historyOf = (slo: Slo) =>
        new History(
          read.counts.get(slo.id) ?? new StepCounts(begin, to, stepMs),
          excludedStretches(exclusions, slo, { from: begin, to }),
        );
      const replayOptions = { from, to, staleAfter: stale, minCoverage: MIN_COVERAGE };
      reported.push(...replayAll(batch, candidates, historyOf, replayOptions, []));
    }
  } finally {
    bar.end();
  }
  return { slos: reported, unread };
}
