import { groupBy } from '../core/group-by.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { absenceAlert, burnAlerts, overLimitRules } from './alerting-rules.js';
import { lastValues } from './increments.js';
import { countingInterval, METADATA_INTERVAL, slowInterval } from './intervals.js';
import { countingGroupName, metadataGroupName, slowGroupName } from './names.js';
import type { Naming } from './naming/naming.js';
import { countingRules, metadataRules, slowRules } from './recording-rules.js';
import { recordedSla } from './recorded-budget.js';
import type { RuleGroup } from './rule-group.js';
import { slaAlerts, slaBudget } from './sla-rules.js';
import type { Family } from './series.js';

/** Where hosted rulers (Mimir, Cortex) draw the line for a group. */
const MOST_RULES = 20;
/** As many SLOs share groups as keep the counting group within it, with the windows that SLOs usually have. */
const MOST_IN_FAMILY = 5;

/**
 * The rules of one service's SLOs, sorted by name. Those with the same tiers and window share what need not be told apart.
 * @param naming under whose names they are recorded too
 */
export function serviceGroups(slos: readonly Slo[], naming?: Naming): RuleGroup[] {
  return [
    ...families(slos).flatMap((family) => familyGroups(family, naming)),
    ...(naming ? slos.map(naming.group) : []),
  ];
}

/** The largest set of SLOs with the same tiers and window is a family; all others stand alone, or two rules would record the same series. */
function families(slos: readonly Slo[]): Family[] {
  const alike = [...groupBy(slos, tiersAndWindow).values()].sort((a, b) => b.length - a.length);
  const [largest = []] = alike;
  const [first, ...others] = largest.slice(0, mostTogether(largest));
  if (!first) return [];
  const alone = slos.filter((slo) => slo !== first && !others.includes(slo));
  return [
    { slos: [first, ...others], others: alone.map((slo) => slo.name) },
    ...alone.map((slo): Family => ({ slos: [slo], others: [] })),
  ];
}

/** How many of these SLOs may share groups. The metadata group has most rules of each: those of every counter that it reads. */
function mostTogether(slos: readonly Slo[]): number {
  let rules = 0;
  const tooMany = slos.findIndex((slo, index) => {
    rules += metadataSize(slo);
    return index >= MOST_IN_FAMILY || (index > 0 && rules > MOST_RULES);
  });
  return tooMany === -1 ? slos.length : tooMany;
}

/** Target, info, absence, two of an SLA, and one rule for each counter. */
function metadataSize(slo: Slo): number {
  return 3 + (recordedSla(slo) ? 2 : 0) + lastValues(slo).length;
}

/** One that counts slices has a rule more, and stands alone. An SLA over another window needs that of all of the family. */
function tiersAndWindow(slo: Slo): string {
  const ofSla = recordedSla(slo)?.objective.sloWindow.durationMs;
  const { durationMs } = slo.objective.sloWindow;
  const window = ofSla === durationMs ? undefined : ofSla;
  return JSON.stringify([slo.alertPolicies, slo.objective.sloWindow, window, slo.timeSlices && slo.name]);
}

/**
 * Prometheus evaluates a group in order, so alerts stand behind the recordings that they read: they see those of the same evaluation and
 * are never an interval late.
 */
function familyGroups(family: Family, naming: Naming | undefined): RuleGroup[] {
  const { slos } = family;
  const [first, ...others] = slos;
  const only = others.length === 0 ? first.name : undefined;
  return [
    {
      name: countingGroupName(first.service, only),
      interval: formatDuration(countingInterval(first)),
      rules: [
        ...countingRules(family),
        ...overLimitRules(family, 'page'),
        ...slos.flatMap((slo) => burnAlerts(slo, family, 'page', naming)),
      ],
    },
    {
      name: slowGroupName(first.service, only),
      interval: formatDuration(slowInterval(first)),
      rules: [
        ...slowRules(family),
        ...overLimitRules(family, 'ticket'),
        ...slos.flatMap((slo) => burnAlerts(slo, family, 'ticket', naming)),
      ],
    },
    {
      name: metadataGroupName(first.service, only),
      interval: formatDuration(METADATA_INTERVAL),
      rules: [
        ...slos.flatMap((slo) => metadataRules(slo, family)),
        ...slos.flatMap(slaBudget),
        ...slos.flatMap(slaAlerts),
        ...slos.map(absenceAlert),
      ],
    },
  ];
}
