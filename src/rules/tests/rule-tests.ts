import type { Slo } from '../../core/slo/slo.js';
import { formatDuration } from '../../core/time/duration.js';
import { openAlert } from '../alerting-rules.js';
import { countingInterval } from '../intervals.js';
import { openSlaAlert } from '../sla-rules.js';
import type { YamlValue } from '../yaml-text.js';
import { isSliced } from '../slices.js';
import { type SampleEvents, sampleEvents } from './sample-events.js';
import { inputSeries, type Scenario } from './scenario.js';
import { scenarios, scrapeInterval } from './scenarios.js';
import { slaScenarios } from './sla-scenarios.js';

/**
 * A file for `promtool test rules` that holds the rules of some SLOs to the theory; undefined when none of them can be tested.
 * All of them must be evaluated equally often, because promtool knows one interval per file.
 * @param rules where the rules lie, relative to the test's own folder, and the names of their groups: promtool evaluates them in any order
 * that it is not told
 */
export function ruleTestFile(
  slos: readonly Slo[],
  rules: { readonly path: string; readonly order: readonly string[] },
): YamlValue | undefined {
  const tests = slos.flatMap(testsOf);
  const [first] = slos;
  if (tests.length === 0 || !first) return undefined;
  return {
    rule_files: [rules.path],
    evaluation_interval: formatDuration(countingInterval(first)),
    group_eval_order: [...rules.order],
    tests,
  };
}

/** Whether series can be made up that the SLO's matchers count; without, there is nothing to test its rules by. */
export function isTestable(slo: Slo): boolean {
  return eventsFor(slo) !== undefined;
}

/** Theory does not tell to the minute when slices turn bad that an outage begins or ends in. */
function eventsFor(slo: Slo): SampleEvents | undefined {
  return isSliced(slo) ? undefined : sampleEvents(slo.sli);
}

function testsOf(slo: Slo): YamlValue[] {
  const events = eventsFor(slo);
  if (!events) return [];
  const scrape = scrapeInterval(slo);
  return [...scenarios(slo), ...slaScenarios(slo)].map(({ name, stretches, expectations }) => ({
    name: name.startsWith(slo.id) ? name : `${slo.id}: ${name}`,
    interval: formatDuration(scrape),
    input_series: inputSeries(events, stretches, scrape).map((series) => ({ ...series })),
    promql_expr_test: expectations.map((expectation) => expectationOf(slo, expectation)),
  }));
}

function expectationOf(slo: Slo, { at, severity, fires }: Scenario['expectations'][number]): YamlValue {
  return {
    expr: `count(${severity === 'sla' ? openSlaAlert(slo) : openAlert(slo, severity)})`,
    eval_time: formatDuration(at),
    exp_samples: fires ? [{ labels: '{}', value: 1 }] : [],
  };
}
