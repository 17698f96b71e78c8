import { errorBudget, type Slo } from '../../core/slo/slo.js';
import { specLabels } from '../../core/slo/spec-labels.js';
import { DAY, formatDuration, HOUR, MINUTE } from '../../core/time/duration.js';
import { allWindows, countingInterval } from '../intervals.js';
import { namingGroupName, SLOTH } from '../names.js';
import { numberText } from '../number-text.js';
import { isRecordedBudget } from '../recorded-budget.js';
import type { RecordingRule, RuleGroup } from '../rule-group.js';
import { plainText } from '../templates.js';
import { errorRatioText } from './events.js';
import type { Naming } from './naming.js';
import { prometheusDuration } from './prometheus-duration.js';

/** The windows that sloth's dashboards ask for by name, whatever tiers an SLO has. */
const DASHBOARD_WINDOWS = [5 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY];

/** The names of sloth's recording rules, with what they are there: a burn rate is error ratio over budget, whatever the coverage. */
export const SLOTH_NAMING: Naming = {
  group: (slo): RuleGroup => ({
    name: namingGroupName(slo.service, slo.name, 'sloth'),
    interval: formatDuration(countingInterval(slo)),
    rules: slothRules(slo),
  }),
  alertLabels: (slo, severity) => ({
    ...plain(idLabels(slo)),
    [SLOTH.labels.severity]: severity,
  }),
};

function slothRules(slo: Slo): RecordingRule[] {
  const labels = { ...specLabels(slo.metadata.labels), ...idLabels(slo) };
  const { target, sloWindow } = slo.objective;
  const windows = windowsOf(slo);
  const [shortest = sloWindow.durationMs] = windows;
  const of = (record: string, expr: string, more: Readonly<Record<string, string>> = {}) => ({
    record,
    expr,
    labels: { ...labels, ...more },
  });
  const allowed = numberText(errorBudget(slo.objective));
  const burnRate = (windowMs: number) => `${errorRatioText(slo, windowMs)} / ${allowed}`;
  const { labels: names } = SLOTH;
  return [
    ...windows.map((windowMs) => {
      const window = prometheusDuration(windowMs);
      return of(`${SLOTH.errorRatio}${window}`, errorRatioText(slo, windowMs), { [names.window]: window });
    }),
    of(SLOTH.target, `vector(${numberText(target)})`),
    of(SLOTH.allowedRatio, `vector(${allowed})`),
    of(SLOTH.sloWindowDays, `vector(${numberText(sloWindow.durationMs / DAY)})`),
    of(SLOTH.burnRate, burnRate(shortest)),
    ...(isRecordedBudget(slo)
      ? [
          of(SLOTH.sloWindowBurnRate, burnRate(sloWindow.durationMs)),
          of(SLOTH.budgetRemaining, `1 - ${burnRate(sloWindow.durationMs)}`),
        ]
      : []),
    of(SLOTH.info, 'vector(1)', { [names.target]: numberText(target * 100), [names.mode]: 'firebreak' }),
  ];
}

/** The windows (ms) of the SLO and those of dashboards that fit into its own, shortest first. */
function windowsOf(slo: Slo): number[] {
  const longest = slo.objective.sloWindow.durationMs;
  const all = [...allWindows(slo), ...DASHBOARD_WINDOWS.filter((windowMs) => windowMs <= longest)];
  return [...new Set(all)].sort((a, b) => a - b);
}

function idLabels({ service, name }: Slo): Record<string, string> {
  const { labels } = SLOTH;
  return { [labels.id]: `${service}-${name}`, [labels.service]: service, [labels.slo]: name };
}

/** Prometheus expands the labels of alerts as templates. */
function plain(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, plainText(value)]));
}
