import { meantText, nearest } from '../nearest.js';
import { personOf } from './person-of.js';
import type { OnCallPlan } from './plan.js';
import { isUnowned, unownedText } from './service-owners.js';

const MOST_NAMED = 10;

/** What somebody has named, and the on-call files may not know. */
export interface Named {
  /** Undefined for nobody in particular. */
  readonly people?: readonly (string | undefined)[];
  readonly service?: string;
}

/**
 * What was done although the on-call files do not know who or what was named: somebody from outside may help, and a service may have no
 * team yet; but it may be a typo as well. Files without people, or without teams, say nothing of them.
 * @param services those that have SLOs
 */
export function doubtsAbout(
  plan: OnCallPlan,
  { people = [], service }: Named,
  services: readonly string[] = [],
): string[] {
  const strangers = [...new Set(people)].filter(
    (name): name is string =>
      name !== undefined && plan.people.size > 0 && personOf(plan, name) === undefined,
  );
  return [
    ...strangers.map((name) => strangerText(plan, name)),
    ...(service === undefined ? [] : strangeService(plan, service, services)),
    ...(service !== undefined && isUnowned(plan, service) ? [unownedText(service)] : []),
  ];
}

function strangerText({ people }: OnCallPlan, name: string): string {
  const known = [...people.values()].flatMap((person) => [person.name, person.fullName]);
  const [near] = nearest(name, known, 1);
  const then =
    near === undefined
      ? 'they are taken as somebody from outside'
      : `did you mean "${near}"? It stands as you wrote it`;
  return `the on-call files have nobody called "${name}": ${then}`;
}

/** Nothing where it has an SLO or a team, or where there is nothing to know it by. */
function strangeService(plan: OnCallPlan, service: string, services: readonly string[]): string[] {
  const owned = [...plan.teams.values()].flatMap((team) =>
    team.services.filter((each) => !each.includes('*')),
  );
  const known = [...new Set([...services, ...owned])].sort();
  const isKnown = services.includes(service) || (plan.teams.size > 0 && !isUnowned(plan, service));
  const meant = isKnown ? undefined : meantText(service, known, MOST_NAMED);
  return meant === undefined
    ? []
    : [`no SLO and no team is of a service "${service}" (${meant}): it stands as you wrote it`];
}

/** Why a vendor is none; undefined where it is one of the files, or the files have none. */
export function whyNoVendor({ vendors }: OnCallPlan, id: string): string | undefined {
  if (vendors.size === 0 || vendors.has(id)) return undefined;
  return `the on-call files know no vendor "${id}": ${meantText(id, [...vendors.keys()], MOST_NAMED)}`;
}

/** Why a team cannot be given something; undefined where it is one of the files, or the files have none. */
export function whyNoTeam({ teams }: OnCallPlan, name: string): string | undefined {
  if (teams.size === 0 || teams.has(name)) return undefined;
  const [near] = nearest(name, [...teams.keys()], 1);
  const meant = near === undefined ? '' : `did you mean "${near}"? `;
  return `the on-call files have no team "${name}": ${meant}there are ${[...teams.keys()].join(', ')}`;
}
