import type { Slo } from '../../core/slo/slo.js';
import { formatDuration, MINUTE, SECOND } from '../../core/time/duration.js';
import { countingInterval } from '../intervals.js';
import { LABELS, namingGroupName, OF, PYRRA, RUNNING_TOTAL } from '../names.js';
import { numberText } from '../number-text.js';
import { isRecordedBudget } from '../recorded-budget.js';
import type { RecordingRule, RuleGroup } from '../rule-group.js';
import { seriesText } from '../series.js';
import { errorRatioText, eventsText } from './events.js';
import type { Naming } from './naming.js';

/** What its names say. */
const RATE_WINDOW = 5 * MINUTE;

/**
 * The names of pyrra's generic rules. Its dashboards tell SLOs apart by the label `slo` alone, and show no budget of one that has others:
 * so it is the id, which no other service has.
 */
export const PYRRA_NAMING: Naming = {
  group: (slo): RuleGroup => ({
    name: namingGroupName(slo.service, slo.name, 'pyrra'),
    interval: formatDuration(countingInterval(slo)),
    rules: pyrraRules(slo),
  }),
  alertLabels: () => ({}),
};

function pyrraRules(slo: Slo): RecordingRule[] {
  const labels = { [LABELS.slo]: slo.id };
  const { target, sloWindow } = slo.objective;
  const of = (record: string, expr: string) => ({ record, expr, labels });
  const counted = (...kinds: readonly ('good' | 'bad')[]) =>
    `sum(${seriesText(RUNNING_TOTAL, slo, { of: kinds })})`;
  return [
    of(PYRRA.target, `vector(${numberText(target)})`),
    of(PYRRA.sloWindowSeconds, `vector(${numberText(sloWindow.durationMs / SECOND)})`),
    ...(isRecordedBudget(slo)
      ? [of(PYRRA.availability, `1 - ${errorRatioText(slo, sloWindow.durationMs)}`)]
      : []),
    of(PYRRA.requestRate, rateText(slo, OF.good, OF.bad)),
    of(PYRRA.errorRate, rateText(slo, OF.bad)),
    of(PYRRA.requests, counted(OF.good, OF.bad)),
    of(PYRRA.errors, counted(OF.bad)),
  ];
}

/** Events for each second that was seen; absent while nothing is. */
function rateText(slo: Slo, ...of: readonly ('good' | 'bad')[]): string {
  return `${eventsText(slo, RATE_WINDOW, ...of)} / (${eventsText(slo, RATE_WINDOW, OF.seconds)} > 0)`;
}
