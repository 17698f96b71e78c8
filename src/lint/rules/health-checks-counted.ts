import type { CounterSelector, Matcher } from '../../core/slo/sli.js';
import { matcherText } from '../../core/slo/selector-text.js';
import type { Slo } from '../../core/slo/slo.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** What health checks of orchestrators, balancers and gRPC are called; "health" alone may be what a service is about. */
const HEALTH_WORD =
  /\/health(?![\w-])|\b(healthz|health[-_]?checks?|readyz|readiness|livez|liveness|heartbeat)\b|grpc\\*\.health\\*\.v1/i;

/** Requests of machines that ask whether the service lives, among those of its users. */
export const healthChecksCounted: Rule = {
  id: 'health-checks-counted',
  severity: 'warning',
  title: 'health checks that are counted as if users had asked',
  explanation:
    'Health checks are many, even and nearly always answered: they thin out the share of failures that users see, at night most of all. It is found where a matcher of the total names them, and with --prometheus where a label of its series does.',
  check: (slos) => slos.flatMap(checkSlo),
  live: { needs: ['healthChecks'], check: checkSeries },
};

function checkSlo(slo: Slo): Finding[] {
  const matcher = slo.sli.total
    .filter(({ sign }) => sign === 1)
    .flatMap(({ selector }) => namesHealthCheck(selector))
    .at(0);
  if (!matcher) return [];
  return [
    {
      slo,
      field: 'total',
      message: `${matcherText(matcher)} counts health checks as events of users`,
      mend: `leave them out: take them from the matcher on ${matcher.label}`,
    },
  ];
}

function checkSeries(slo: Slo, { healthChecks }: LiveFacts): Finding[] {
  const [found] = healthChecks ?? [];
  if (!found || checkSlo(slo).length > 0) return [];
  const { label, value } = found;
  return [
    {
      slo,
      field: 'total',
      message: `${label}="${value}" is among the events of users`,
      mend: `leave it out on both sides: ${label}!="${value}"`,
    },
  ];
}

function namesHealthCheck({ matchers }: CounterSelector): Matcher[] {
  return matchers.filter(({ op, value }) => (op === '=' || op === '=~') && HEALTH_WORD.test(value));
}
