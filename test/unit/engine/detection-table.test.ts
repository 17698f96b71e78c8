import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { DETECTION_TABLE, firstDetection, tableSlo } from '../../support/detection-table.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

/** A sample counts whole: those of one scrape may be in a window's edge or not. */
const EDGE = SECOND;

it.each(DETECTION_TABLE)(
  'the daemon tells of an error ratio of %d (a %s) by theory, one scrape and one cycle',
  async (errorRatio, severity) => {
    const harness = new EngineHarness();
    const begins = START + 10 * MINUTE + 7 * SECOND;
    const detected = firstDetection(tableSlo, severity, errorRatio);
    exposeRequests(harness.prometheus, [[begins, errorRatio]], { rate: 1000 });
    await harness.start([tableSlo]);
    await harness.runFor(begins - START + detected + 5 * MINUTE);
    const [first] = harness.told();
    expect(first?.slice(0, 2)).toEqual([severity, 'trigger']);
    const delay = START + (first?.[2] ?? Number.NaN) * MINUTE - begins;
    const late = harness.prometheus.scrapeInterval + testConfig.evaluationInterval;
    expect(delay).toBeGreaterThanOrEqual(detected - EDGE);
    expect(delay).toBeLessThanOrEqual(detected + late);
  },
  HOUR,
);
