import type { OnCallPlan } from '../plan.js';
import type { Subject } from './finding.js';

/** What one of a section is called by people. */
const THINGS: Readonly<Record<string, string>> = {
  people: 'person',
  schedules: 'schedule',
  teams: 'team',
  escalations: 'escalation',
  vendors: 'vendor',
};

const PARTS: Readonly<Record<string, string>> = {
  layers: 'layer',
  overrides: 'override',
  leaves: 'leave',
  shadows: 'shadow',
  steps: 'step',
  services: 'service',
};

/** What a finding is about as people say it: `schedule "primary", layer 1 "weekly"`; counted from 1. */
export function subjectText(subject: Subject, plan: OnCallPlan): string {
  const [section = '', name = '', list, index] = subject;
  const thing = `${THINGS[section] ?? section} "${name}"`;
  const part = PARTS[String(list)];
  if (part === undefined || typeof index !== 'number')
    return list === undefined ? thing : `${thing}, ${list}`;
  return `${thing}, ${part} ${index + 1}${nameOfPart(plan, String(name), list, index)}`;
}

function nameOfPart(plan: OnCallPlan, id: string, list: Subject[number] | undefined, index: number): string {
  if (list === 'layers') {
    const layer = plan.schedules.get(id)?.layers[index]?.name;
    return layer === undefined || layer === `layer ${index + 1}` ? '' : ` "${layer}"`;
  }
  const service = list === 'services' ? plan.teams.get(id)?.services[index] : undefined;
  return service === undefined ? '' : ` "${service}"`;
}
