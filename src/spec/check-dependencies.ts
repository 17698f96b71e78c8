import { nearest } from '../core/nearest.js';
import type { Slo } from '../core/slo/slo.js';
import type { Dependency } from './dialect.js';
import type { Problem } from './problem.js';

/**
 * Warns of services under `depends_on` that are probably misspelt. One that no file has at all may be watched by others, and tell of itself by
 * their alerts.
 * @param slos all that are read together, templates among them
 */
export function warnOfMisspelt(found: readonly Dependency[], slos: readonly Slo[]): Problem[] {
  const services = [...new Set(slos.map(({ service }) => service))];
  return found.flatMap(({ service, place }): Problem[] => {
    const [near] = services.includes(service) ? [] : nearest(service, services, 1);
    if (near === undefined) return [];
    const message = `no file defines an SLO of "${service}": nothing that burns there is found to belong to this`;
    const mend = `did you mean "${near}"?`;
    return [{ ...place, severity: 'warning', code: 'unknown-dependency', message, mend }];
  });
}
