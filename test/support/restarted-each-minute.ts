import { MINUTE } from '../../src/core/time/duration.js';
import type { Slo } from '../../src/core/slo/slo.js';
import { tendIncidents } from '../../src/engine/tend-incidents.js';
import type { EngineHarness } from './engine-harness.js';

/** Lets minutes pass with a restart in each, and tends incidents twice: what is due is done once all the same. */
export async function passRestarted(harness: EngineHarness, slo: Slo, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    await tendIncidents(harness.state, harness.ports);
    await tendIncidents(harness.state, harness.ports);
  }
}
