import { performance } from 'node:perf_hooks';
import { generateRules } from '../src/rules/generate-rules.js';
import { readSpecs } from '../src/spec/read-specs.js';

/** How long 1,000 SLOs take from YAML text to rule files, validation included: the median of five runs, after a warm-up. */
const SERVICES = 500;
const RUNS = 5;

const files = Array.from({ length: SERVICES }, (_, n) => ({
  path: `slo-specs/service-${n}.yaml`,
  text: spec(`service-${n}`),
}));
const times: number[] = [];
let rules = 0;
for (let run = 0; run <= RUNS; run += 1) {
  const began = performance.now();
  const { slos, problems } = readSpecs(files);
  if (problems.length > 0) throw new Error(problems[0]?.message);
  const made = generateRules(slos, { format: 'prometheus' });
  if (run > 0) times.push(performance.now() - began);
  rules = made.reduce((sum, file) => sum + (file.text.match(/^ *- (record|alert):/gm)?.length ?? 0), 0);
}
times.sort((a, b) => a - b);
const median = times[Math.floor(RUNS / 2)] ?? Number.NaN;
console.log(
  `generate: ${SERVICES * 2} SLOs, ${rules} rules (${(rules / SERVICES / 2).toFixed(1)} per SLO) in ${(median / 1000).toFixed(2)} s (median of ${RUNS}, ${(times[0] ?? 0).toFixed(0)}-${(times.at(-1) ?? 0).toFixed(0)} ms)`,
);

function spec(service: string): string {
  return `service: ${service}
owner: team
slis:
  availability:
    metric: sum(rate(http_requests_total{service="${service}", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="${service}"}[5m]))
  latency:
    metric: histogram_quantile(0.99, sum(rate(http_request_duration_seconds_bucket{service="${service}"}[5m])) by (le))
    threshold: "400ms at p99"
slos:
  - {sli: availability, target: 99.9%, window: 30d}
  - {sli: latency, target: 99%, window: 30d}
`;
}
