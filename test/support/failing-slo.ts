import type { Sli } from '../../src/core/slo/sli.js';
import type { Slo } from '../../src/core/slo/slo.js';
import { MINUTE } from '../../src/core/time/duration.js';
import { checkoutSlo } from './checkout-slos.js';
import { exposeRequests } from './checkout-traffic.js';
import { START } from './engine-harness.js';
import type { SimulatedPrometheus } from './simulated-prometheus.js';

/** An SLO on a metric of its own, of which a share (0-1) fails from each of the minutes on. */
export function failingSlo(
  prometheus: SimulatedPrometheus,
  name: string,
  phases: readonly (readonly [minute: number, share: number])[],
  changes: Partial<Pick<Slo, 'service'>> & { readonly dependsOn?: readonly string[] } = {},
): Slo {
  const { service = 'checkout-api', dependsOn } = changes;
  const metric = `${service}_${name}_total`.replaceAll('-', '_');
  exposeRequests(
    prometheus,
    phases.map(([minute, share]) => [START + minute * MINUTE, share]),
    { metric },
  );
  const slo = checkoutSlo({ service, name });
  const on = (count: Sli['bad']): Sli['bad'] =>
    count.map(({ selector, ...each }) => ({ ...each, selector: { ...selector, metric } }));
  return {
    ...slo,
    sli: { ...slo.sli, name, bad: on(slo.sli.bad), total: on(slo.sli.total) },
    metadata: { ...slo.metadata, ...(dependsOn ? { dependsOn } : {}) },
  };
}
