import { groupBy } from '../../src/core/group-by.js';
import { MINUTE, SECOND } from '../../src/core/time/duration.js';
import { type GeneratedFile, generateRules } from '../../src/rules/generate-rules.js';
import { OF, RUNNING_TOTAL } from '../../src/rules/names.js';
import { readSpecs } from '../../src/spec/read-specs.js';
import { counterAt, type Series } from '../support/series.js';

const STEP = 30 * SECOND;

/** One of the measured SLOs: 99.9 % in 30 days on the requests of `target`, with the default tiers. */
interface MeasuredSlo {
  readonly service: string;
  readonly slo: string;
  readonly target: string;
}

/** What `firebreak generate` makes of one SLO for each target, so many of them in one service's file. */
export function ourRules(targets: readonly string[], perService: number): GeneratedFile[] {
  const byService = [...groupBy(measuredSlos(targets, perService), ({ service }) => service)];
  const files = byService.map(([service, slos]) => ({ path: `${service}.yaml`, text: spec(service, slos) }));
  const { slos, problems } = readSpecs(files);
  if (problems.length > 0) throw new Error(problems[0]?.message);
  return generateRules(slos, { format: 'prometheus' });
}

/**
 * The running totals, the only recorded series whose past our rules read: without it a look-up would be measured on nothing. They carry
 * the labels that the rules give and have a sample for each evaluation.
 */
export function ourHistory(targets: readonly string[], perService: number): Series[] {
  return measuredSlos(targets, perService).flatMap(({ service, slo }, seed) =>
    Object.entries({ [OF.good]: 4500, [OF.bad]: 3, [OF.seconds]: 60 }).map(([of, perMinute]): Series => {
      const labels = { service, slo, of, run: '1700000000' };
      const valueAt = counterAt((perMinute * STEP) / MINUTE, STEP, seed);
      return { metric: RUNNING_TOTAL, labels, stepMs: STEP, valueAt };
    }),
  );
}

function measuredSlos(targets: readonly string[], perService: number): MeasuredSlo[] {
  return targets.map((target, n) => ({
    service: `owner-${Math.floor(n / perService)}`,
    slo: `requests-${n % perService}`,
    target,
  }));
}

function spec(service: string, slos: readonly MeasuredSlo[]): string {
  const slis = slos.map(
    ({ slo, target }) => `  ${slo}:
    metric: sum(rate(http_requests_total{service="${target}", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="${target}"}[5m]))`,
  );
  const promises = slos.map(({ slo }) => `  - {sli: ${slo}, target: 99.9%, window: 30d}`);
  return `service: ${service}\nowner: team\nslis:\n${slis.join('\n')}\nslos:\n${promises.join('\n')}\n`;
}
