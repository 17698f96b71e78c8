import { teamsFor } from '../escalation/who-is-called.js';
import type { OnCallPlan } from './plan.js';
import type { StandingFinding } from './standing-finding.js';

/** Whether no team owns a service; false where the files have no team at all. */
export function isUnowned(plan: OnCallPlan, service: string): boolean {
  return plan.teams.size > 0 && teamsFor(plan, service).length === 0;
}

/** Those of some services that no team owns, each once. */
export function unownedServices(plan: OnCallPlan, services: Iterable<string>): string[] {
  return [...new Set(services)].filter((service) => isUnowned(plan, service)).sort();
}

/** Services that no team owns, or two; each is told once. */
export function ownerFindings(plan: OnCallPlan, services: Iterable<string>): StandingFinding[] {
  const teams = [...plan.teams.keys()];
  return [...new Set(services)].sort().flatMap((service): StandingFinding[] => {
    const [first, ...others] = teamsFor(plan, service).map(({ name }) => name);
    const about = { severity: 'warning' as const, subject: service };
    if (isUnowned(plan, service))
      return [
        {
          ...about,
          code: 'unowned-service',
          message: unownedText(service),
          mend: `add it to the services of a team: ${teams.join(', ')}`,
        },
      ];
    if (others.length === 0) return [];
    return [
      {
        ...about,
        code: 'two-owners',
        message: `${first} is called for ${service}, and ${others.join(', ')} never: the services of both fit it`,
        mend: 'name the service itself in the team that owns it, or narrow the patterns',
      },
    ];
  });
}

/** What it means for an incident. */
export function unownedText(service: string): string {
  return `no team owns ${service}: nobody is called for its incidents by a team’s escalation policy`;
}
