import { isHeldOpen } from './declared.js';
import type { Incident } from './incident.js';
import { goesOn } from './relation.js';

/** Whether an alert of it fires still, its own or one that was merged into it: what a person resolves meanwhile has not ended. */
export function alertGoesOn(incident: Incident): boolean {
  return isHeldOpen(incident) || goesOn(incident.attached);
}
