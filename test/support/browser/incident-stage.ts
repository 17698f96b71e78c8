import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LiveStage, setStage } from '../live-stage.js';

/** Recovery is proven by seconds, as the windows are; what is told to customers goes to the pager. */
const POLICY = (fullCrew: boolean) => `severities:
  sev1: {full_crew: ${fullCrew}, recovery: 1s}
  sev2: {full_crew: ${fullCrew}, recovery: 1s}
  sev3: {recovery: 1s}
audiences: {customers: [pager]}
`;

/** A stage on which incidents are run: minutes are seconds. */
export async function setIncidentStage(fullCrew: boolean): Promise<LiveStage> {
  const file = join(tmpdir(), `firebreak-incident-policy-${process.pid}-${fullCrew}.yaml`);
  await writeFile(file, POLICY(fullCrew));
  return setStage(`incident_policy: ${file}\n`);
}
