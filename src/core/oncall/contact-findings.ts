import { type ContactCheck, waitsForCode } from './contact-check.js';
import { contactState, contactStateText } from './contact-state.js';
import { whoMayBeCalled } from './lint/who-may-be-called.js';
import type { StandingFinding } from './standing-finding.js';
import type { OnCallPlan } from './plan.js';

/** A contact of somebody, and what is known of it. */
export interface CheckedRoute {
  readonly person: string;
  readonly route: string;
  readonly check: ContactCheck | undefined;
}

/** Those whom a page may have to reach, and of whose contacts nobody knows whether they arrive. They are called all the same. */
export function contactFindings(
  plan: OnCallPlan,
  routes: readonly CheckedRoute[],
  at: number,
): StandingFinding[] {
  return [...whoMayBeCalled({ plan, at })].flatMap(([person, why]): StandingFinding[] => {
    const doubtful = routes.filter(
      (each) => each.person === person && contactState(each.check, at) !== 'verified',
    );
    if (doubtful.length === 0) return [];
    const told = doubtful.map(({ route, check }) => `${route}: ${contactStateText(check, at)}`);
    return [
      {
        code: 'unverified-contact',
        severity: 'warning',
        subject: person,
        message: `${person} ${why}, and nobody knows whether pages arrive: ${told.join('; ')}`,
        mend: doubtful.some(({ check }) => check && waitsForCode(check, at))
          ? `firebreak oncall contact verify ${person} CODE, with the code that has arrived`
          : `firebreak oncall contact test ${person}, and then the code that arrives`,
      },
    ];
  });
}
