import { groupBy } from '../core/group-by.js';
import type { Finding } from './rule.js';

/** What is found alike of several label sets of a template is told once, of the template, with their number. */
export function foldGroups(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, keyOf).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first?.slo.group || alike.length === 1) return alike;
    const { message, mend } = ofTemplate(first);
    return [{ ...first, message: `${message} (${alike.length} label sets)`, mend }];
  });
}

function keyOf(finding: Finding): string {
  const { message, mend } = ofTemplate(finding);
  const { slo, field } = finding;
  return JSON.stringify([slo.group?.templateId ?? slo.id, field, message, mend]);
}

/** A finding in words that name the template in place of one of its label sets. */
function ofTemplate({ slo, message, mend }: Finding): Pick<Finding, 'message' | 'mend'> {
  const { group, id } = slo;
  if (!group) return { message, mend };
  const renamed = (text: string) => text.replaceAll(id, group.templateId);
  return { message: renamed(message), mend: renamed(mend) };
}
