import { groupBy } from '../core/group-by.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { absenceAlert, pageAlerts, ticketAlerts } from './alerting-rules.js';
import {
  budgetInterval,
  countingInterval,
  METADATA_INTERVAL,
  otherWindows,
  pageWindows,
} from './intervals.js';
import { alertLabels } from './labels.js';
import { budgetGroupName, countingGroupName, metadataGroupName } from './names.js';
import { budgetRules, countingRules, metadataRules } from './recording-rules.js';
import type { RuleGroup } from './rule-group.js';
import type { Family } from './series.js';

/** As many SLOs share groups as keep them within 20 rules, where hosted rulers (Mimir, Cortex) draw the line. */
const MOST_IN_FAMILY = 6;

/** The rules of one service's SLOs, sorted by name. Those that are judged by the same windows share what need not be told apart. */
export function serviceGroups(slos: readonly Slo[]): RuleGroup[] {
  return families(slos).flatMap(familyGroups);
}

/** The largest set of SLOs with the same windows is a family; all others stand alone, or two rules would record the same series. */
function families(slos: readonly Slo[]): Family[] {
  const alike = [...groupBy(slos, windowsOf).values()].sort((a, b) => b.length - a.length);
  const [largest = []] = alike;
  const shared = largest.slice(0, MOST_IN_FAMILY);
  const alone = slos.filter((slo) => !shared.includes(slo)).map((slo): Family => [slo]);
  const [first, ...others] = shared;
  return first ? [[first, ...others], ...alone] : alone;
}

function windowsOf(slo: Slo): string {
  return JSON.stringify([pageWindows(slo), otherWindows(slo), slo.objective.sloWindow.durationMs]);
}

/**
 * Prometheus evaluates a group in order, so alerts stand behind the recordings that they read: they see those of the same evaluation and
 * are never an interval late.
 */
function familyGroups(family: Family): RuleGroup[] {
  const [first, ...others] = family;
  const only = others.length === 0 ? first.name : undefined;
  return [
    {
      name: countingGroupName(first.service, only),
      interval: formatDuration(countingInterval(first)),
      rules: [...countingRules(family), ...family.flatMap((slo) => pageAlerts(slo, alertLabels(slo)))],
    },
    {
      name: budgetGroupName(first.service, only),
      interval: formatDuration(budgetInterval(first)),
      rules: [...budgetRules(family), ...family.flatMap((slo) => ticketAlerts(slo, alertLabels(slo)))],
    },
    {
      name: metadataGroupName(first.service, only),
      interval: formatDuration(METADATA_INTERVAL),
      rules: [...family.flatMap(metadataRules), ...family.map((slo) => absenceAlert(slo, alertLabels(slo)))],
    },
  ];
}
