import { teamOf } from '../escalation/who-is-called.js';
import type { OnCallPlan } from './plan.js';
import type { StandingFinding } from './standing-finding.js';

/** Services that no team owns, each once; none where the files have no team at all. */
function unownedServices(plan: OnCallPlan, services: Iterable<string>): string[] {
  if (plan.teams.size === 0) return [];
  return [...new Set(services)].filter((service) => !teamOf(plan, { service, team: undefined })).sort();
}

export function unownedFindings(plan: OnCallPlan, services: Iterable<string>): StandingFinding[] {
  return unownedServices(plan, services).map((service) => ({
    code: 'unowned-service',
    severity: 'warning',
    subject: service,
    message: unownedText(service),
    mend: `add it to services: of a team: ${[...plan.teams.keys()].join(', ')}`,
  }));
}

/** What it means for an incident. */
function unownedText(service: string): string {
  return `no team owns ${service}: nobody is called for its incidents by a team’s escalation policy`;
}
