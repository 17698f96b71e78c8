import type { Slo } from '../../core/slo/slo.js';
import type { SloTemplate } from '../../core/slo/slo-template.js';
import { suggestion } from '../../spec/closest.js';
import type { Problem } from '../../spec/problem.js';
import type { PlaceInConfig } from '../config/read-config.js';
import type { Settings } from '../config/settings.js';

const MOST_NAMED = 10;

/** Components of status pages behind which no SLO of the files stands: to customers they are in no state at all. */
export function checkStatusPages(
  { statusPages }: Pick<Settings['engine'], 'statusPages'>,
  slos: readonly Slo[],
  templates: readonly SloTemplate[],
  place: PlaceInConfig,
): Problem[] {
  const all = [...slos, ...templates.map(({ slo }) => slo)];
  const services = [...new Set(all.map(({ service }) => service))].sort();
  const ids = all.map(({ id }) => id).sort();
  const isKnown = (id: string) =>
    ids.includes(id) || templates.some(({ slo }) => id.startsWith(`${slo.id}:`));
  const doubt = (path: readonly (string | number)[], message: string, mend: string) =>
    place(path, { code: 'doubtful-setting', severity: 'warning', message, mend }) ?? [];
  return (statusPages ?? []).flatMap(({ components }, page) =>
    components.flatMap((component, index) => {
      const path = ['status_pages', page, 'components', index];
      if ('service' in component)
        return services.includes(component.service)
          ? []
          : doubt(
              [...path, 'service'],
              `no SLO is of the service "${component.service}"`,
              suggestion(component.service, services, MOST_NAMED),
            );
      return component.slos.flatMap((id, at) =>
        isKnown(id)
          ? []
          : doubt([...path, 'slos', at], `there is no SLO ${id}`, suggestion(id, ids, MOST_NAMED)),
      );
    }),
  );
}
