import { beforeEach, describe, expect, it } from 'vitest';
import { pageBody } from '../../../src/core/delivery/page-text.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { type AskedCommand, workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { impactOfIncident } from '../../../src/engine/queries/incident-report.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

let harness: EngineHarness;

const work = (asked: AskedCommand) =>
  workOnIncident(harness.state, harness.ports, 'INC-1', asked, onBehalfOf('maria'));
const pages = () => harness.toldKinds().filter((kind) => kind.startsWith('page'));
const costs = async () =>
  (await harness.store.timeline('INC-1')).filter(({ kind }) => kind === 'impact-recorded');
const bad = async () => {
  const impact = await impactOfIncident(harness.state, harness.ports, 'INC-1');
  if (!impact || impact.kind === 'unknown') throw new Error('its impact is known');
  return impact;
};

/** Half of all fails for half an hour; after ten minutes somebody says that it is over. */
beforeEach(async () => {
  harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 30 * MINUTE, 0],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(10 * MINUTE);
  await work({ kind: 'move', to: 'resolved', text: '', override: 'it is switched off' });
});

describe('an incident that is resolved while its alert goes on', () => {
  it('has cost what fails to the end of the alert, whatever restarts', async () => {
    const first = await bad();
    expect(first.kind).toBe('live');
    expect(await costs()).toHaveLength(1);
    await harness.runFor(10 * MINUTE);
    const later = await bad();
    expect(later.kind).toBe('live');
    expect(later.badEvents).toBeGreaterThan(1.5 * first.badEvents);
    await harness.start([checkoutSlo()]);
    await harness.runFor(90 * MINUTE);
    expect(pages().at(-1)).toBe('page resolve');
    expect(await costs()).toHaveLength(2);
    const last = await bad();
    expect(last.kind).toBe('recorded');
    expect(last.badEvents).toBeGreaterThan(later.badEvents);
    expect(await harness.store.incident('INC-1')).toMatchObject({ phase: 'resolved' });
    expect(await harness.store.incidents({ limit: 9 })).toHaveLength(1);
  });

  it('is told anew to whoever was told of its alert when it is opened again', async () => {
    await harness.runFor(5 * MINUTE);
    await work({ kind: 'reopen', reason: 'it fails still' });
    expect(pages()).toEqual(['page trigger', 'page trigger']);
    const page = harness.store.messages().at(-1)?.signal;
    expect(page).toMatchObject({ incidentId: 'INC-1', dedupKey: 'firebreak/checkout-api/availability' });
    expect(page && pageBody(page)).toContain('Opened again by maria: it fails still');
    await harness.start([checkoutSlo()]);
    await harness.runFor(90 * MINUTE);
    expect(pages()).toEqual(['page trigger', 'page trigger', 'page resolve']);
    expect(await costs()).toHaveLength(2);
  });

  it('is told to nobody when its alert is over', async () => {
    await harness.runFor(90 * MINUTE);
    await work({ kind: 'reopen', reason: 'we look again' });
    expect(pages()).toEqual(['page trigger', 'page resolve']);
  });
});
