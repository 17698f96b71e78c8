import type { TemplateStatus } from '../read-models.js';
import { type TemplateRuntime, templateProblem } from '../template-runtime.js';

export function templateStatus(runtime: TemplateRuntime): TemplateStatus {
  const { template, groups, lookedAt } = runtime;
  return {
    id: template.slo.id,
    labels: template.grouping.labels,
    max: template.grouping.max,
    groups: groups.length,
    vanished: groups.filter(({ goneSince }) => goneSince !== undefined).length,
    lookedAt,
    problem: templateProblem(runtime),
  };
}
