import { MINUTE, SECOND } from '../../src/core/time/duration.js';
import { type GeneratedFile, generateRules } from '../../src/rules/generate-rules.js';
import { OF, RUNNING_TOTAL } from '../../src/rules/names.js';
import { readSpecs } from '../../src/spec/read-specs.js';
import { counterAt, type Series } from '../support/series.js';

const STEP = 30 * SECOND;

/** What `firebreak generate` makes of one availability SLO per service: 99.9 % in 30 days, default tiers. */
export function ourRules(services: readonly string[]): GeneratedFile[] {
  const files = services.map((service) => ({ path: `${service}.yaml`, text: spec(service) }));
  const { slos, problems } = readSpecs(files);
  if (problems.length > 0) throw new Error(problems[0]?.message);
  return generateRules(slos, { format: 'prometheus' });
}

/**
 * The running totals, the only recorded series whose past our rules read: without it a look-up would be measured on nothing. They carry
 * the labels that the rules give and have a sample for each evaluation.
 */
export function ourHistory(services: readonly string[]): Series[] {
  return services.flatMap((service, seed) =>
    Object.entries({ [OF.good]: 4500, [OF.bad]: 3, [OF.seconds]: 60 }).map(([of, perMinute]): Series => {
      const labels = { service, slo: 'availability', of, run: '1700000000' };
      const valueAt = counterAt((perMinute * STEP) / MINUTE, STEP, seed);
      return { metric: RUNNING_TOTAL, labels, stepMs: STEP, valueAt };
    }),
  );
}

function spec(service: string): string {
  return `service: ${service}
owner: team
slis:
  availability:
    metric: sum(rate(http_requests_total{service="${service}", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="${service}"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}
`;
}
