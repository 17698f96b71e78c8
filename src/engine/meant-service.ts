import { meantText } from '../core/nearest.js';
import type { EngineState } from './engine-state.js';

const MOST = 10;

/** `: did you mean "checkout-api"?`, of the services that have an SLO; empty where there is none. */
export function meantService(service: string, { runtimes }: Pick<EngineState, 'runtimes'>): string {
  const services = [...new Set([...runtimes.values()].map(({ slo }) => slo.service))];
  const meant = meantText(service, services, MOST);
  return meant === undefined ? '' : `: ${meant}`;
}
