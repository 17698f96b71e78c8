import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import type { FieldNames } from './field-names.js';

/** What to write in place of sloth's own SLO plugins; all others are somebody's programs. */
const INSTEAD: Readonly<Record<string, string>> = {
  alert_for: 'remove it: the windows are the delay of an alert',
  alert_rules: 'remove it: Firebreak makes its own rules',
  debug: 'remove it',
  denominator_corrected_rules:
    'remove it: events are counted, so that quiet hours weigh what was asked in them',
  error_budget_exhausted_alert: 'remove it; an SLO file of Firebreak says it with error_budget_policy or sla',
  info_labels: 'write them as labels of the SLO',
  metadata_rules: 'remove it; firebreak generate --names sloth records those series',
  noop: 'remove it',
  remove_labels: 'remove the labels themselves',
  rule_intervals: 'remove it: the windows decide how often rules are evaluated',
  sli_rules: 'remove it; firebreak generate --names sloth records those series',
  sli_total_amount: 'remove it: slo:events:increase has the events of every window',
  sli_total_amount_rules: 'remove it: slo:events:increase has the events of every window',
  validate: 'remove it: firebreak validate checks more',
  validate_victoria_metrics: 'remove it, and write PromQL',
};

/** Refuses SLO plugins by name: they change rules by programs. True when there are none. */
export function refusePlugins(plugins: unknown, at: Findings, field: string): boolean {
  if (plugins === undefined || plugins === null) return true;
  const chain = isMap(plugins) ? plugins['chain'] : undefined;
  const ids = Array.isArray(chain) ? chain.map((each) => (isMap(each) ? each['id'] : undefined)) : [];
  if (ids.length === 0) refuse('plugins', [field], at);
  for (const [index, id] of ids.entries()) refuse(String(id), [field, 'chain', index], at);
  return false;
}

/** Refuses an SLI plugin by name: a program writes the query. `at` stands at the `sli`. */
export function refuseSliPlugin(
  id: string,
  { errorQuery, totalQuery, errorRatioQuery }: FieldNames,
  at: Findings,
): undefined {
  return at.error(
    'sli-plugin',
    ['plugin', 'id'],
    `"${id}" is a plugin: a program that sloth runs to write the query`,
    `write the query itself: events with ${errorQuery} and ${totalQuery}, or raw with ${errorRatioQuery} (sloth generate prints it, as slo:sli_error:ratio_rate5m)`,
  );
}

function refuse(id: string, path: Path, at: Findings): void {
  const own = /^sloth\.dev\/(?:core|contrib)\/(\w+)\/v1$/.exec(id)?.[1];
  at.error(
    'slo-plugin',
    path,
    id === 'plugins'
      ? 'plugins are programs that sloth runs'
      : `"${id}" is a plugin: a program that changes the rules of sloth`,
    (own === undefined ? undefined : INSTEAD[own]) ?? 'remove it, and write what it does in the SLO itself',
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
