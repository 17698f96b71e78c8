/** Who is called in the demo: minutes are seconds here as well. */
export const ON_CALL = `people:
  alice: {name: Alice, contacts: [{receiver: phone}]}
  bob: {name: Bob, contacts: [{receiver: phone}]}
  carol: {name: Carol, contacts: [{receiver: phone}]}
  dave: {name: Dave, contacts: [{receiver: phone}]}
  mona: {name: Mona, contacts: [{receiver: phone}]}
schedules:
  primary:
    time_zone: UTC
    layers: [{rotation: {people: [alice], start: 2026-01-05, handoff: "10:00", every: weekly}}]
  secondary:
    time_zone: UTC
    layers: [{rotation: {people: [bob], start: 2026-01-05, handoff: "10:00", every: weekly}}]
teams:
  payments:
    members: [alice, bob, carol, dave]
    tiers: {primary: primary, secondary: secondary}
    services: [checkout-api]
    escalation: payments
escalations:
  payments:
    steps:
      - {call: [{tier: primary}], wait: 5s}
      - {call: [{tier: secondary}], wait: 60s}
      - {call: [{person: mona}], wait: 60s}
`;

/** How incidents are run in the demo. */
export const INCIDENT_POLICY = `severities:
  sev1: {response: 15s, cause: 5m, cadence: {engineering: 3m, executives: 3m, customers: 3m}, first_notice: 2m, recovery: 15s}
  sev2: {response: 15s, cause: 5m, cadence: {engineering: 3m, executives: 3m, customers: 3m}, recovery: 15s}
  sev3: {recovery: 10s}
audiences: {engineering: [news], executives: [news], customers: [news]}
`;
