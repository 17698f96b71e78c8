import type { OnCallRule } from '../rule.js';

/** Services that two teams count on each other to answer for. */
export const twoOwners: OnCallRule = {
  code: 'two-owners',
  severity: 'warning',
  title: 'a service of two teams',
  explanation:
    'A service belongs to the first team that names it. The second believes that it is called, and never is.',
  check: ({ plan }) => {
    const owners = new Map<string, string>();
    return [...plan.teams.values()].flatMap(({ name, services }) =>
      services.flatMap((service, index) => {
        const owner = owners.get(service);
        if (owner === undefined) owners.set(service, name);
        if (owner === undefined || owner === name) return [];
        return [
          {
            subject: ['teams', name, 'services', index],
            message: `${service} is owned by ${owner} already: ${name} is never called for it`,
            mend: 'leave it to one of the two; the other can be called by a step of the escalation',
          },
        ];
      }),
    );
  },
};
