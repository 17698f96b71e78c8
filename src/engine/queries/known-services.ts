import type { EngineState } from '../engine-state.js';

/** The services that have SLOs here or at another replica, or templates of some, by name. */
export function servicesOfSlos({
  runtimes,
  elsewhere,
  templates,
}: Pick<EngineState, 'runtimes' | 'elsewhere' | 'templates'>): readonly string[] {
  const services = new Set<string>();
  for (const { slo } of runtimes.values()) services.add(slo.service);
  for (const { status } of elsewhere.values()) services.add(status.service);
  for (const { template } of templates.values()) services.add(template.slo.service);
  return [...services].sort();
}
