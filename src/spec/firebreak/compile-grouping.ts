import { VANISHED_AFTER } from '../../core/slo/choose-groups.js';
import type { Grouping } from '../../core/slo/slo-template.js';
import { DAY, formatDuration, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { groupingFault, groupingOf } from '../grouping.js';
import type { PlacelessSlo } from './compile-slo.js';
import type { Findings } from './findings.js';
import type { GroupBySpec } from './schema-derived.js';

const LONGEST_KEEP = 366 * DAY;

/** How an SLO becomes one for each label set; undefined with the reason in `findings`, which stand at `group_by`. */
export function compileGrouping(
  spec: GroupBySpec,
  slo: PlacelessSlo,
  findings: Findings,
): Grouping | undefined {
  const { labels, max, keep } = 'labels' in spec ? spec : { labels: spec };
  if (slo.composite) {
    const mend = 'group the SLOs that it is made of, or write one composite for each label set';
    return findings.error('cannot-be-grouped', [], 'a composite has no series of its own', mend);
  }
  const fault = groupingFault(slo.sli, labels);
  if (fault) return findings.error('cannot-be-grouped', [], fault.message, fault.mend);
  const fits = (ms: number) => ms >= VANISHED_AFTER && ms <= LONGEST_KEEP;
  const keepMs = keep === undefined ? undefined : parseDuration(keep);
  if (keep !== undefined && (keepMs === undefined || !fits(keepMs))) {
    return findings.error(
      'bad-keep',
      ['keep'],
      `"${keep}" is no time for which a vanished label set can be kept`,
      durationMend(
        keep,
        `write ${formatDuration(VANISHED_AFTER)} to ${formatDuration(LONGEST_KEEP)}, such as 7d`,
        fits,
      ),
    );
  }
  return groupingOf(labels, slo, { max, keepMs });
}
