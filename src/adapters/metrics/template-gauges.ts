import type { Gauge } from 'prom-client';
import type { TemplateStatus } from '../../engine/read-models.js';

type MakeGauge = (name: string, help: string, labelNames: string[]) => Gauge;

/** The gauges of SLOs with `group_by`; the returned function sets them anew, so that a template that is gone leaves nothing behind. */
export function templateGauges(gauge: MakeGauge): (templates: readonly TemplateStatus[]) => void {
  const slos = gauge(
    'firebreak_template_slos',
    'Label sets of a template that are SLOs, by whether they are there.',
    ['template', 'state'],
  );
  const trouble = gauge(
    'firebreak_template_trouble',
    'Whether label sets of a template are left out or cannot be looked for.',
    ['template'],
  );
  return (templates) => {
    slos.reset();
    trouble.reset();
    for (const { id: template, groups, vanished, problem } of templates) {
      slos.set({ template, state: 'live' }, groups - vanished);
      slos.set({ template, state: 'vanished' }, vanished);
      trouble.set({ template }, problem === undefined ? 0 : 1);
    }
  };
}
