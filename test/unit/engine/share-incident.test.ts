import { beforeEach, describe, expect, it } from 'vitest';
import { nodeSecrets } from '../../../src/adapters/secrets/node-secrets.js';
import { DAY, MINUTE } from '../../../src/core/time/duration.js';
import { makeShareLink, readShared } from '../../../src/engine/commands/share-incident.js';
import { workOnIncident } from '../../../src/engine/commands/work-on-incident.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

let harness: EngineHarness;

const make = () =>
  makeShareLink(
    harness.state,
    harness.ports,
    nodeSecrets,
    'INC-1',
    { for: 'PayCo', holds: 7 * DAY },
    onBehalfOf('maria'),
  );
const read = (token: string, at = harness.now) => readShared(harness.store, nodeSecrets, token, at);

beforeEach(async () => {
  harness = new EngineHarness();
  exposeRequests(harness.prometheus, [[START, 0.5]]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(12 * MINUTE);
});

describe('a link to what is shared of an incident', () => {
  it('shows what is marked, and its secret is kept nowhere', async () => {
    await workOnIncident(
      harness.state,
      harness.ports,
      'INC-1',
      { kind: 'share', entry: 1 },
      onBehalfOf('maria'),
    );
    const made = await make();
    expect(made).toMatchObject({
      incidentId: 'INC-1',
      link: 1,
      for: 'PayCo',
      expiresAt: harness.now + 7 * DAY,
    });
    const [first] = await harness.store.timeline('INC-1');
    expect((await read(made.token)).entries).toEqual([
      { at: first?.at, happenedAt: undefined, text: first?.text },
    ]);
    // The secret may have an underscore of its own.
    const secret = made.token.slice(made.token.indexOf('_') + 1);
    expect(secret.length).toBeGreaterThan(20);
    const kept = JSON.stringify([
      await harness.store.incident('INC-1'),
      await harness.store.timeline('INC-1'),
      await harness.store.audit(9),
      harness.store.messages(),
    ]);
    expect(kept).not.toContain(secret);
    expect(await harness.store.audit(1)).toMatchObject([{ action: 'incident.share', target: 'INC-1' }]);
  });

  it('shows nothing with another secret, of another incident, when it is over, and when it is revoked', async () => {
    const { token } = await make();
    const nothing = { code: 'not-found', message: 'this link shows nothing, or does no longer' };
    for (const wrong of [`${token}x`, token.replace('INC-1', 'INC-2'), 'INC-1_', 'INC-1', '', '__proto__'])
      await expect(read(wrong), wrong).rejects.toMatchObject(nothing);
    await expect(read(token, harness.now + 7 * DAY)).rejects.toMatchObject(nothing);
    await read(token);
    await workOnIncident(
      harness.state,
      harness.ports,
      'INC-1',
      { kind: 'revoke-share-link', link: 1 },
      onBehalfOf('maria'),
    );
    await expect(read(token)).rejects.toMatchObject(nothing);
  });
});
