import { beforeEach, describe, expect, it } from 'vitest';
import { pageBody, pageTitle } from '../../../src/core/delivery/page-text.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { acknowledgeIncident } from '../../../src/engine/commands/acknowledge-incident.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { onBehalfOf } from '../../support/actors.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

let harness: EngineHarness;

function notifier(receiver: string, takesAcknowledgements?: true): Notifier {
  return {
    receiver,
    refreshEveryMs: undefined,
    ...(takesAcknowledgements ? { takesAcknowledgements } : {}),
    send: async () => ({ kind: 'delivered', receipt: 'r' }),
  };
}

const acknowledge = (by = 'maria') =>
  acknowledgeIncident(harness.state, harness.ports, 'INC-1', onBehalfOf(by));
const told = (receiver: string) => harness.told(receiver).map(([alert, kind]) => `${alert} ${kind}`);

beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...testConfig, routes: [{ receivers: ['pager', 'am'] }] };
  const notifiers = [notifier('pager', true), notifier('am'), notifier('elsewhere', true)];
  harness.ports.notifiers = new Map(notifiers.map((each) => [each.receiver, each]));
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 20 * MINUTE, 0],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(15 * MINUTE);
});

describe('an acknowledgement', () => {
  it('is told once to those who were told of the alert and have a use for it', async () => {
    expect(told('pager')).toEqual(['page trigger']);
    await acknowledge();
    await acknowledge('paul');
    expect(told('pager')).toEqual(['page trigger', 'page acknowledge']);
    expect(told('am')).toEqual(['page trigger']);
    expect(told('elsewhere')).toEqual([]);
    const signal = harness.store.messages().at(-1)?.signal;
    expect(signal).toMatchObject({
      dedupKey: 'firebreak/checkout-api/availability',
      acknowledgedBy: 'maria',
    });
    expect(signal && pageTitle(signal)).toBe('checkout-api/availability: maria is on it');
    expect(signal && pageBody(signal).join('\n')).not.toContain('firebreak ack');
  });

  it('is told after a restart too', async () => {
    await harness.start([checkoutSlo()]);
    await acknowledge();
    expect(told('pager')).toEqual(['page trigger', 'page acknowledge']);
  });

  it('of an incident whose alert has ended is told to nobody', async () => {
    await harness.runFor(35 * MINUTE);
    await acknowledge();
    expect(told('pager').filter((message) => message.startsWith('page'))).toEqual([
      'page trigger',
      'page resolve',
    ]);
  });

  it('is not told when it could not be stored', async () => {
    harness.store.commit = () => Promise.reject(new Error('disk full'));
    await expect(acknowledge()).rejects.toThrow('disk full');
    expect(told('pager')).toEqual(['page trigger']);
  });
});
