import type { OnCallRule } from './rule.js';
import { doubleBooking } from './rules/double-booking.js';
import { escalationGoesNowhere } from './rules/escalation-goes-nowhere.js';
import { escalationReachesNobody } from './rules/escalation-reaches-nobody.js';
import { fewPeople } from './rules/few-people.js';
import { gap } from './rules/gap.js';
import { handoffAtMidnight } from './rules/handoff-at-midnight.js';
import { handoffOutOfHours } from './rules/handoff-out-of-hours.js';
import { hiddenOverride } from './rules/hidden-override.js';
import { longOnCall } from './rules/long-on-call.js';
import { newcomerAlone } from './rules/newcomer-alone.js';
import { noEscalation } from './rules/no-escalation.js';
import { overrideOnLeave } from './rules/override-on-leave.js';
import { selfShadow } from './rules/self-shadow.js';
import { singleRoute } from './rules/single-route.js';
import { slowEscalation } from './rules/slow-escalation.js';
import { twoOwners } from './rules/two-owners.js';
import { uncoveredLeave } from './rules/uncovered-leave.js';
import { unreachablePerson } from './rules/unreachable-person.js';

/** What is asked of on-call plans, the worst first. */
export const ON_CALL_RULES: readonly OnCallRule[] = [
  gap,
  uncoveredLeave,
  unreachablePerson,
  escalationReachesNobody,
  fewPeople,
  longOnCall,
  handoffAtMidnight,
  newcomerAlone,
  doubleBooking,
  handoffOutOfHours,
  noEscalation,
  escalationGoesNowhere,
  overrideOnLeave,
  hiddenOverride,
  selfShadow,
  twoOwners,
  slowEscalation,
  singleRoute,
];
