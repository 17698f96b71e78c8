import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatuspageConfig } from '../../../src/adapters/notifiers/statuspage/statuspage.js';
import { openingId } from '../../../src/core/delivery/opening.js';
import type { SignalNotice } from '../../../src/core/delivery/signal.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { STATUSPAGE, type Statuspage, startStatuspage } from '../../support/vendors/statuspage.js';
import { notifierOf, signal } from './notifier-of.js';

let page: Statuspage;
let notifier: Notifier;

beforeEach(async () => {
  page = await startStatuspage();
  notifier = notifierFor();
});
afterEach(() => page.stop());

function notifierFor(over: Partial<StatuspageConfig> = {}): Notifier {
  const config: StatuspageConfig = {
    kind: 'statuspage',
    ...STATUSPAGE,
    url: `${page.url}/`,
    notifySubscribers: false,
    components: { api: 'major_outage' },
    words: {},
  };
  return notifierOf({ name: 'public', ...config, ...over });
}

const end = (over: Parameters<typeof signal>[0] = {}) =>
  signal({ at: signal().at + 60_000, firingSince: signal().firingSince, kind: 'resolve', ...over });

describe('Statuspage', () => {
  it('shows customers an incident and its end, without anything from inside, and tells no subscriber unasked', async () => {
    expect(await notifier.send(signal({ incidentId: 'INC-7' }))).toEqual({
      kind: 'delivered',
      receipt: 'incident inc1',
    });
    expect(page.components.get('api')).toBe('major_outage');
    expect(await notifier.send(end())).toEqual({ kind: 'delivered', receipt: 'incident inc1' });
    expect(page.components.get('api')).toBe('operational');
    expect(page.incidents).toMatchObject([
      {
        name: 'checkout: we are looking into a problem',
        status: 'resolved',
        updates: [
          { status: 'investigating', notified: false },
          { status: 'resolved', notified: false },
        ],
      },
    ]);
    const { id: _, metadata: __, ...shown } = page.incidents[0] ?? {};
    expect(JSON.stringify(shown)).not.toMatch(/INC-7|availability|burn|runbook|Zahlung/);
  });

  it('shows what was approved for customers, each once, and sets components back at the end', async () => {
    const at = signal().at;
    const approved = (
      n: number,
      standing: SignalNotice['standing'],
      lines: string[],
      audience: SignalNotice['audience'] = 'customers',
    ) => {
      const key = { dedupKey: 'firebreak/call/INC-7/customers', firingSince: at, at: at + n };
      const id = n === 0 ? openingId(key) : `${openingId(key)}/${n}`;
      return signal({
        ...key,
        id,
        kind: 'notice',
        notice: { title: 'Cards fail', lines, audience, standing },
      });
    };
    await notifier.send(approved(0, 'investigating', ['We look into it.']));
    page.loseNextAnswer();
    const update = approved(1, 'identified', ['We know why.', 'It takes an hour.']);
    expect((await notifier.send(update)).kind).toMatch(/unknown|retry/);
    expect(await notifier.send(update)).toEqual({ kind: 'delivered', receipt: 'incident inc1' });
    expect(page.components.get('api')).toBe('major_outage');
    await notifier.send(approved(2, 'resolved', ['It is over.']));
    expect(page.components.get('api')).toBe('operational');
    expect(page.incidents).toMatchObject([
      {
        name: 'Cards fail',
        status: 'resolved',
        updates: [
          { status: 'investigating', body: 'We look into it.' },
          { status: 'identified', body: 'We know why.\nIt takes an hour.' },
          { status: 'resolved', body: 'It is over.' },
        ],
      },
    ]);
    expect(await notifier.send(approved(3, 'investigating', ['inside'], 'executives'))).toMatchObject({
      kind: 'refused',
    });
    expect(JSON.stringify(page.incidents)).not.toContain('inside');
  });

  it('says what the configuration says, to subscribers too when it says so', async () => {
    const words = { name: 'Payments', body: 'Cards fail.', resolved: 'Cards work.' };
    const told = notifierFor({ words, notifySubscribers: true, components: {} });
    await told.send(signal());
    await told.send(end());
    expect(page.incidents).toMatchObject([
      {
        name: 'Payments',
        updates: [
          { body: 'Cards fail.', notified: true },
          { body: 'Cards work.', notified: true },
        ],
      },
    ]);
    expect(page.components.get('api')).toBe('operational');
  });

  it('has one incident of one alert although the answer was lost', async () => {
    page.loseNextAnswer();
    expect(await notifier.send(signal())).toMatchObject({ kind: 'retry' });
    expect(await notifier.send(signal())).toEqual({ kind: 'delivered', receipt: 'incident inc1' });
    expect(page.incidents).toHaveLength(1);
    page.loseNextAnswer();
    expect(await notifier.send(end())).toMatchObject({ kind: 'retry' });
    expect(await notifier.send(end())).toEqual({ kind: 'delivered', receipt: 'no incident was open' });
    expect(page.incidents[0]?.updates).toHaveLength(2);
    await notifier.send(signal({ at: signal().at + 120_000 }));
    expect(page.incidents).toHaveLength(2);
  });

  it('leaves components down while another alert has them down', async () => {
    await notifier.send(signal());
    await notifier.send(signal({ dedupKey: 'firebreak/checkout/latency' }));
    await notifier.send(end());
    expect(page.components.get('api')).toBe('major_outage');
    await notifier.send(end({ dedupKey: 'firebreak/checkout/latency' }));
    expect(page.components.get('api')).toBe('operational');
  });

  it('never shows customers tickets, blindness, SLAs or tests', async () => {
    for (const over of [{ severity: 'ticket' }, { cause: 'blind' }, { cause: 'sla' }] as const) {
      expect(await notifier.send(signal(over))).toMatchObject({ kind: 'refused' });
    }
    expect(await notifier.send(signal({ isTest: true }))).toMatchObject({
      kind: 'delivered',
      receipt: expect.stringContaining('nothing was published'),
    });
    expect(page.incidents).toEqual([]);
  });

  it('is asked no more than a request a second over a minute: what is too much is tried again', async () => {
    const outcomes = [];
    for (let index = 0; index < 31; index += 1) {
      outcomes.push(await notifier.send(signal({ dedupKey: `firebreak/checkout/slo-${index}` })));
    }
    expect(outcomes.filter(({ kind }) => kind === 'delivered')).toHaveLength(30);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'retry', reason: expect.stringContaining('HTTP 420') });
  });

  it('refuses a wrong token, which is not told on, and what the page does not know', async () => {
    const outcome = await notifierFor({ token: '0ld-s3cr3t' }).send(signal());
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('HTTP 401') });
    expect(JSON.stringify(outcome)).not.toContain('0ld-s3cr3t');
    expect(await notifierFor({ components: { gone: 'major_outage' } }).send(signal())).toMatchObject({
      kind: 'refused',
    });
    const long = { name: 'n'.repeat(400), body: 'b'.repeat(30_000) };
    expect(await notifierFor({ words: long }).send(signal())).toMatchObject({ kind: 'delivered' });
  });

  it('is not taken for anything that answers 200', async () => {
    page.failNext({ kind: 'status', status: 200, body: '<html>sign in</html>' });
    expect(await notifier.send(signal())).toMatchObject({ kind: 'unknown' });
  });
});
