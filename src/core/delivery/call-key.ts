/** What keys of calls begin with: each is told by itself, and none waits for another's. */
export const CALL_KEYS = 'firebreak/call/';

/** The key of one call of an incident, by the number of the event that says so. */
export function callKey(incidentId: string, seq: number): string {
  return `${CALL_KEYS}${incidentId}/${seq}`;
}
