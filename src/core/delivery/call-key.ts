import type { Audience } from '../incident/audiences.js';

/** What keys begin with that wait for nobody: each of these messages is told by itself, in the order of its own key only. */
export const CALL_KEYS = 'firebreak/call/';

/** The key of one call of an incident, by the number of the event that says so. */
export function callKey(incidentId: string, seq: number): string {
  return `${CALL_KEYS}${incidentId}/${seq}`;
}

/** The key of what the room of an incident is told. */
export function roomKey(incidentId: string): string {
  return `${CALL_KEYS}${incidentId}/room`;
}

/** The key of what an audience is told of an incident: one thread, in its order. */
export function noticeKey(incidentId: string, audience: Audience): string {
  return `${CALL_KEYS}${incidentId}/${audience}`;
}
