/** An on-call file that is sound, and says as little as one can. */
export const SMALLEST_FILE = `people:
  alice: {name: Alice, time_zone: Europe/Berlin, contacts: [{receiver: pager}]}
  bob: {name: Bob, time_zone: Europe/Berlin, contacts: [{receiver: pager}]}
schedules:
  primary:
    time_zone: Europe/Berlin
    layers:
      - name: weekly
        rotation: {people: [alice, bob], start: 2026-11-02, handoff: "10:00", every: weekly}
teams:
  payments: {members: [alice, bob], tiers: {primary: primary}, services: ["checkout*"]}
`;
