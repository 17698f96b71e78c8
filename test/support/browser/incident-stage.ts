import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LiveStage, setStage } from '../live-stage.js';

/** Recovery is proven by seconds, as the windows are; what is told to customers goes to the pager. */
const POLICY = (fullCrew: boolean) => `severities:
  sev1: {full_crew: ${fullCrew}, recovery: 3s}
  sev2: {full_crew: ${fullCrew}, recovery: 3s}
  sev3: {recovery: 3s}
audiences: {customers: [pager]}
`;

/** Two services that fail together, each with an incident of its own: one of SEV2, and one of SEV3, as little depends on it. */
const SPECS = `service: checkout-api
slis: {availability: {metric: 'sum(rate(http_requests_total{status!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'}}
slos: [{sli: availability, target: 99%, window: 1h, burn_rate_alerts: [{severity: page, short_window: 3s, long_window: 12s, burn_rate: 14.4x}]}]
---
service: vouchers
labels: {tier: low}
slis: {availability: {metric: 'sum(rate(http_requests_total{route="/pay",status!~"5.."}[5m])) / sum(rate(http_requests_total{route="/pay"}[5m]))'}}
slos: [{sli: availability, target: 99%, window: 1h, burn_rate_alerts: [{severity: page, short_window: 3s, long_window: 12s, burn_rate: 14.4x}]}]
`;

/** A stage on which incidents are run: windows are of seconds, and so is the time by which recovery is proven. */
export async function setIncidentStage(fullCrew: boolean): Promise<LiveStage> {
  const file = join(tmpdir(), `firebreak-incident-policy-${process.pid}-${fullCrew}.yaml`);
  await writeFile(file, POLICY(fullCrew));
  return setStage(`evaluation: {interval: 1s}\nincident_policy: ${file}\n`, SPECS);
}
