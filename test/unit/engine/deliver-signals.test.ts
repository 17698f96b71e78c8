import { beforeEach, describe, expect, it } from 'vitest';
import type { Confirmation, DeliveryOutcome, Signal } from '../../../src/core/delivery/signal.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { createDelivery, type Delivery } from '../../../src/engine/deliver-signals.js';
import type { Notifier } from '../../../src/engine/ports.js';
import { sampleRow, T0 } from '../../support/store-samples.js';
import { calm, FakeClock, FakeOutbox } from './fake-outbox.js';

const OK: DeliveryOutcome = { kind: 'delivered', receipt: 'r' };
const BUSY: DeliveryOutcome = { kind: 'retry', reason: 'HTTP 503' };

const trigger = (key: string, receiver = 'pager', at = T0) => sampleRow({ dedupKey: key, at }, receiver);
const resolve = (key: string, receiver = 'pager', at = T0 + 1) =>
  sampleRow({ dedupKey: key, at, kind: 'resolve' }, receiver);

let outbox: FakeOutbox;
let clock: FakeClock;
let notifiers: Map<string, Notifier>;
let counted: string[];
let logged: string[];
let holds: boolean;
let delivery: Delivery;
let givenUp: number;

beforeEach(() => {
  outbox = new FakeOutbox();
  clock = new FakeClock(T0 + 1);
  notifiers = new Map();
  counted = [];
  logged = [];
  givenUp = 0;
  holds = true;
  delivery = newDelivery();
});

/** As a process begins: with nothing in memory. */
function newDelivery(): Delivery {
  const write = (message: string, fields: unknown) => logged.push(`${message} ${JSON.stringify(fields)}`);
  return createDelivery({
    store: outbox.store,
    clock,
    metrics: { delivery: (receiver, outcome) => counted.push(`${receiver} ${outcome}`) },
    log: { debug: write, info: write, warn: write, error: write },
    random: () => 0,
    notifiers: () => notifiers,
    onGivenUp: () => (givenUp += 1),
    wakeAfter: clock.wakeAfter,
    holds: () => holds,
  });
}

/** A receiver that answers as told; returns the keys and kinds of what it was sent. */
function receiver(name: string, answer: (signal: Signal) => DeliveryOutcome | Promise<DeliveryOutcome>) {
  const sent: string[] = [];
  notifiers.set(name, {
    receiver: name,
    refreshEveryMs: undefined,
    send: async (signal) => {
      sent.push(`${signal.dedupKey} ${signal.kind}`);
      return answer(signal);
    },
  });
  return sent;
}

/** Answers that wait until they are let go. */
function gate() {
  const waiting: ((outcome: DeliveryOutcome) => void)[] = [];
  return {
    wait: () => new Promise<DeliveryOutcome>((letGo) => waiting.push(letGo)),
    open: (outcome: DeliveryOutcome) => {
      for (const letGo of waiting.splice(0)) letGo(outcome);
    },
  };
}

describe('news of an incident', () => {
  it('go to receivers with rooms, with the receipt of the first; to any other they are refused', async () => {
    const sent = receiver('chat', () => OK);
    const rooms: unknown[] = [];
    const chat = notifiers.get('chat');
    if (chat)
      notifiers.set('room', {
        ...chat,
        threads: true,
        tellIncident: async ({ id }, openedBy) => {
          rooms.push([id, openedBy]);
          return OK;
        },
      });
    const told = (id: string, name: string, at: number) =>
      sampleRow({ id, dedupKey: 'k', kind: 'incident', firingSince: T0, at }, name);
    const first = `k@${T0}/trigger`;
    for (const name of ['room', 'chat']) outbox.put(told(first, name, T0), told('k/2', name, T0 + 1));
    delivery.kick();
    await calm();
    expect(rooms).toEqual([
      [first, undefined],
      ['k/2', 'r'],
    ]);
    expect(sent).toEqual([]);
    const refused = told('k/2', 'chat', T0 + 1).signal;
    expect(outbox.record(refused, 'chat')).toMatchObject({
      kind: 'failed',
      error: 'this receiver has no rooms for incidents any more',
    });
  });
});

describe('a kick', () => {
  it('sends what is due, writes down the receipt and counts it', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger']);
    expect(outbox.record(trigger('a').signal, 'pager')).toEqual({
      kind: 'delivered',
      at: T0 + 1,
      receipt: 'r',
    });
    expect(counted).toEqual(['pager delivered']);
    expect(clock.pending).toBe(0);
  });

  it('is folded with others, and one during a look makes just one more', async () => {
    delivery.kick();
    delivery.kick();
    delivery.kick();
    expect(outbox.looks).toBe(1);
    await calm();
    expect(outbox.looks).toBe(2);
  });

  it('during a look is not lost', async () => {
    const sent = receiver('pager', () => OK);
    let giveAnswer: () => void = () => undefined;
    outbox.holdAnswer = new Promise((letGo) => {
      giveAnswer = letGo;
    });
    delivery.kick();
    outbox.put(trigger('a'));
    delivery.kick();
    giveAnswer();
    await calm();
    expect(sent).toEqual(['a trigger']);
  });

  it('never sends again what was sent while the store was answering', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    let giveAnswer: () => void = () => undefined;
    outbox.holdAnswer = new Promise((letGo) => {
      giveAnswer = letGo;
    });
    delivery.kick();
    await calm();
    slow.open(OK);
    await calm();
    expect(outbox.records('pager')).toEqual(['delivered']);
    giveAnswer();
    await calm();
    expect(sent).toEqual(['a trigger']);
  });
});

describe('what was just committed', () => {
  const commit = (...rows: ReturnType<typeof trigger>[]) => {
    outbox.put(...rows);
    return rows;
  };

  it('is sent without being read back, and written down', async () => {
    const sent = receiver('pager', () => OK);
    outbox.readingFails = true;
    delivery.kick(commit(trigger('a'), trigger('b')));
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger']);
    expect(outbox.records('pager')).toEqual(['delivered', 'delivered']);
  });

  it('follows the messages under way to the same receiver, and is sent once', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    delivery.kick(commit(trigger('a')));
    const more = commit(...Array.from({ length: 50 }, (_, index) => trigger(`k${index}`)));
    delivery.kick(more);
    delivery.kick(more);
    await calm();
    expect(sent).toHaveLength(32);
    slow.open(OK);
    await calm();
    slow.open(OK);
    await calm();
    expect(sent).toHaveLength(51);
    expect(new Set(sent).size).toBe(51);
  });

  it('does not keep the lane from what waits in the outbox to be tried again', async () => {
    const slow = gate();
    const answers = [BUSY];
    const sent = receiver('pager', () => answers.shift() ?? slow.wait());
    delivery.kick(commit(trigger('first')));
    await calm();
    delivery.kick(commit(...Array.from({ length: 1_000 }, (_, index) => trigger(`k${index}`))));
    await clock.advance(SECOND);
    for (let i = 0; i < 20; i += 1) {
      delivery.kick(commit(...Array.from({ length: 50 }, (_, index) => trigger(`${i}/${index}`))));
      slow.open(OK);
      await calm();
    }
    for (let i = 0; i < 20; i += 1) {
      slow.open(OK);
      await calm();
    }
    expect(sent.lastIndexOf('first trigger')).toBe(1_001);
  });

  it('is left to a look that may have found it already', async () => {
    const sent = receiver('pager', () => OK);
    let giveAnswer: () => void = () => undefined;
    outbox.holdAnswer = new Promise((letGo) => {
      giveAnswer = letGo;
    });
    const rows = commit(trigger('a'));
    delivery.kick();
    delivery.kick(rows);
    giveAnswer();
    await calm();
    expect(sent).toEqual(['a trigger']);
  });

  it('is tried again from the outbox when it is not delivered', async () => {
    const answers = [BUSY];
    const sent = receiver('pager', () => answers.shift() ?? OK);
    delivery.kick(commit(trigger('a')));
    await calm();
    await clock.advance(SECOND);
    expect(sent).toEqual(['a trigger', 'a trigger']);
    expect(outbox.records('pager')).toEqual(['delivered']);
  });

  it('lets what stands behind it follow when it is settled', async () => {
    const sent = receiver('pager', () => OK);
    const [first] = commit(trigger('a'), resolve('a'));
    delivery.kick(first && [first]);
    await calm();
    expect(sent).toEqual(['a trigger', 'a resolve']);
  });

  it('is sent by the next process when this one dies before, or before it is written down', async () => {
    receiver('pager', gate().wait);
    delivery.kick(commit(trigger('a')));
    await calm();
    expect(outbox.records('pager')).toEqual(['pending']);
    const sent = receiver('pager', () => OK);
    newDelivery().kick();
    await calm();
    expect(sent).toEqual(['a trigger']);
    expect(outbox.records('pager')).toEqual(['delivered']);
  });

  it('waits in the outbox while the store does not take what became of others', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    outbox.recordingFails = true;
    delivery.kick(commit(trigger('a'), trigger('b')));
    await calm();
    slow.open(OK);
    await calm();
    outbox.recordingFails = false;
    expect(sent).toEqual(['a trigger', 'b trigger']);
    await clock.advance(5 * SECOND);
    expect(outbox.records('pager')).toEqual(['delivered', 'delivered']);
    expect(sent).toHaveLength(2);
  });

  it('is not begun by a delivery that has stopped', async () => {
    const sent = receiver('pager', () => OK);
    await delivery.stop();
    delivery.kick(commit(trigger('a')));
    await calm();
    expect(sent).toEqual([]);
    expect(outbox.records('pager')).toEqual(['pending']);
  });
});

describe('lanes', () => {
  it('let nobody wait for a receiver that hangs', async () => {
    receiver('hangs', gate().wait);
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a', 'hangs'), trigger('a'), trigger('b', 'hangs'), trigger('b'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger']);
    outbox.put(trigger('c'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger', 'c trigger']);
  });

  it('let nobody wait for a receiver that hangs on more messages than a batch holds', async () => {
    receiver('hangs', gate().wait);
    const sent = receiver('pager', () => OK);
    outbox.put(...Array.from({ length: 1_200 }, (_, index) => trigger(`h${index}`, 'hangs')), trigger('a'));
    delivery.kick();
    await calm();
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger']);
  });

  it('send more than a batch without being told again', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(...Array.from({ length: 1_200 }, (_, index) => trigger(`k${index}`)));
    delivery.kick();
    await delivery.drain(MINUTE);
    expect(sent).toHaveLength(1_200);
    expect(new Set(sent).size).toBe(1_200);
  });

  it('send several messages at once to a receiver, but no more than it can be asked to take', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    outbox.put(...Array.from({ length: 50 }, (_, index) => trigger(`k${index}`)));
    delivery.kick();
    await calm();
    expect(sent).toHaveLength(32);
    slow.open(OK);
    await calm();
    expect(sent).toHaveLength(50);
  });

  it('do not wait until the store has written down what became of others', async () => {
    const sent = receiver('pager', () => OK);
    let written: () => void = () => undefined;
    outbox.holdRecording = new Promise((resolve) => {
      written = resolve;
    });
    outbox.put(...Array.from({ length: 50 }, (_, index) => trigger(`k${index}`)), resolve('k0'));
    delivery.kick();
    await calm();
    expect(sent).toHaveLength(50);
    expect(outbox.records('pager').every((state) => state === 'pending')).toBe(true);
    written();
    await calm();
    expect(outbox.records('pager').every((state) => state === 'delivered')).toBe(true);
    expect(sent.at(-1)).toBe('k0 resolve');
  });

  it('send one message of an alert at a time', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    outbox.put(trigger('a'), resolve('a'), trigger('b'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger']);
    slow.open(OK);
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger', 'a resolve']);
  });

  it('never let a resolve overtake its trigger', async () => {
    let answer: DeliveryOutcome = BUSY;
    const sent = receiver('pager', ({ dedupKey }) => (dedupKey === 'a' ? answer : OK));
    outbox.put(trigger('a'), resolve('a'), trigger('b'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger']);
    answer = OK;
    await clock.advance(SECOND);
    expect(sent).toEqual(['a trigger', 'b trigger', 'a trigger', 'a resolve']);
    expect(outbox.records('pager')).toEqual(['delivered', 'delivered', 'delivered']);
  });
});

describe('what is not delivered', () => {
  it('is tried again by itself, ever more slowly, until it is', async () => {
    const answers = [BUSY, { kind: 'unknown', reason: 'no answer' } as const, BUSY];
    const sentAt: number[] = [];
    receiver('pager', () => {
      sentAt.push(clock.now() - T0 - 1);
      return answers.shift() ?? OK;
    });
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(HOUR);
    // random is 0: half of 1, 2 and 4 seconds.
    expect(sentAt).toEqual([0, 500, 1_500, 3_500]);
    expect(outbox.records('pager')).toEqual(['delivered']);
    expect(counted).toEqual(['pager retry', 'pager unknown', 'pager retry', 'pager delivered']);
  });

  it('waits as long as the receiver asks for', async () => {
    const answers: DeliveryOutcome[] = [{ ...BUSY, retryAfterMs: 90 * SECOND }];
    const sent = receiver('pager', () => answers.shift() ?? OK);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(90 * SECOND - 1);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
  });

  it('fails after a day, and lets the next message of the alert through', async () => {
    const sent = receiver('pager', ({ kind }) => (kind === 'trigger' ? BUSY : OK));
    outbox.put(trigger('a'), resolve('a'));
    delivery.kick();
    await calm();
    await clock.advance(DAY - HOUR);
    expect(outbox.records('pager')).toEqual(['pending', 'pending']);
    await clock.advance(2 * HOUR);
    expect(outbox.records('pager')).toEqual(['failed', 'delivered']);
    expect(sent.at(-1)).toBe('a resolve');
  });

  it('fails at once when it is refused', async () => {
    const sent = receiver('pager', () => ({ kind: 'refused', reason: 'HTTP 400: bad key' }));
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(DAY);
    expect(sent).toHaveLength(1);
    expect(outbox.record(trigger('a').signal, 'pager')).toMatchObject({
      kind: 'failed',
      error: 'HTTP 400: bad key',
    });
  });

  it('fails when its receiver is no longer configured, and says so', async () => {
    outbox.put(trigger('a', 'gone'));
    delivery.kick();
    await calm();
    expect(givenUp).toBe(1);
    expect(outbox.record(trigger('a').signal, 'gone')).toMatchObject({
      kind: 'failed',
      error: 'there is no receiver "gone" any more',
    });
  });

  it.each([BUSY, { kind: 'unknown', reason: 'no answer' } as const])(
    'is not tried again when it only repeats: %j',
    async (outcome) => {
      const sent = receiver('alertmanager', () => outcome);
      outbox.put(sampleRow({ dedupKey: 'a', kind: 'refresh' }, 'alertmanager'));
      delivery.kick();
      await calm();
      await clock.advance(HOUR);
      expect(sent).toEqual(['a refresh']);
      expect(outbox.records('alertmanager')).toEqual(['failed']);
    },
  );

  it('is tried again when our own sending is at fault, and the receiver still hears the rest', async () => {
    const sent = receiver('pager', ({ dedupKey }) => {
      if (dedupKey === 'a') throw new RangeError('Invalid time value');
      return OK;
    });
    outbox.put(trigger('a'), trigger('b'));
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger', 'b trigger']);
    expect(outbox.records('pager')).toEqual(['pending', 'delivered']);
    expect(counted).toEqual(['pager unknown', 'pager delivered']);
  });
});

describe('a store that fails', () => {
  it('is asked again when it cannot be read', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'));
    outbox.readingFails = true;
    delivery.kick();
    await calm();
    expect(sent).toEqual([]);
    expect(logged).toEqual([expect.stringContaining('disk I/O error')]);
    outbox.readingFails = false;
    await clock.advance(5 * SECOND);
    expect(sent).toEqual(['a trigger']);
  });

  it('is told again what became of a message, which is not sent again', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'));
    outbox.recordingFails = true;
    delivery.kick();
    await calm();
    await clock.advance(MINUTE);
    expect(sent).toEqual(['a trigger']);
    expect(outbox.records('pager')).toEqual(['pending']);
    expect(logged.filter((line) => line.includes('disk is full')).length).toBeGreaterThan(5);
    outbox.recordingFails = false;
    await clock.advance(5 * SECOND);
    expect(sent).toEqual(['a trigger']);
    expect(outbox.record(trigger('a').signal, 'pager')).toEqual({
      kind: 'delivered',
      at: T0 + 1,
      receipt: 'r',
    });
    expect(counted).toEqual(['pager delivered']);
  });

  it('keeps a message that it could not record in its order', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'), resolve('a'));
    outbox.recordingFails = true;
    delivery.kick();
    await calm();
    expect(sent).toEqual(['a trigger']);
    outbox.recordingFails = false;
    await clock.advance(5 * SECOND);
    expect(sent).toEqual(['a trigger', 'a resolve']);
  });
});

describe('drain', () => {
  it('goes on until nothing is due, and leaves no alarm of its own', async () => {
    receiver('pager', () => OK);
    outbox.put(trigger('a'), resolve('a'), trigger('b'));
    await delivery.drain(10 * SECOND);
    expect(outbox.records('pager')).toEqual(['delivered', 'delivered', 'delivered']);
    expect(clock.pending).toBe(0);
  });

  it('does not wait for what is due later', async () => {
    receiver('pager', () => BUSY);
    outbox.put(trigger('a'));
    await delivery.drain(10 * SECOND);
    expect(outbox.records('pager')).toEqual(['pending']);
  });

  it('ends at its deadline while a receiver hangs', async () => {
    receiver('hangs', gate().wait);
    receiver('pager', () => OK);
    outbox.put(trigger('a', 'hangs'), trigger('a'));
    let over = false;
    const drained = delivery.drain(10 * SECOND).then(() => {
      over = true;
    });
    await clock.advance(10 * SECOND - 1);
    expect(over).toBe(false);
    await clock.advance(1);
    await drained;
    expect(outbox.records('pager')).toEqual(['delivered']);
    expect(outbox.records('hangs')).toEqual(['pending']);
  });
});

describe('stop', () => {
  it('begins no further message, and waits until the one under way is recorded', async () => {
    const slow = gate();
    const sent = receiver('pager', slow.wait);
    outbox.put(trigger('a'), resolve('a'));
    delivery.kick();
    await calm();
    let over = false;
    const stopped = delivery.stop().then(() => {
      over = true;
    });
    await calm();
    expect(over).toBe(false);
    slow.open(OK);
    await stopped;
    expect(sent).toEqual(['a trigger']);
    expect(outbox.records('pager')).toEqual(['delivered', 'pending']);
  });

  it('leaves no alarm, and no kick begins anything', async () => {
    const sent = receiver('pager', () => BUSY);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    expect(clock.pending).toBe(1);
    await delivery.stop();
    expect(clock.pending).toBe(0);
    delivery.kick();
    await clock.advance(HOUR);
    expect(sent).toHaveLength(1);
  });

  it('during a look begins nothing', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'));
    delivery.kick();
    await delivery.stop();
    expect(sent).toEqual([]);
  });
});

describe('what is accepted', () => {
  const OPSGENIE: DeliveryOutcome = { kind: 'accepted', receipt: 'req-1' };

  /** A receiver that takes everything, and says of it what it is told to. */
  function acceptor(answers: Confirmation[]) {
    const sent: string[] = [];
    const asked: string[] = [];
    notifiers.set('pager', {
      receiver: 'pager',
      refreshEveryMs: undefined,
      send: async ({ kind }) => {
        sent.push(kind);
        return OPSGENIE;
      },
      confirm: async (receipt) => {
        asked.push(receipt);
        return answers.shift() ?? { kind: 'waiting', reason: 'HTTP 404' };
      },
    });
    return { sent, asked };
  }

  it('is asked for until it is proven, and not sent again; what follows it waits', async () => {
    const { sent, asked } = acceptor([
      { kind: 'waiting', reason: 'HTTP 404' },
      { kind: 'delivered', receipt: 'alert-9' },
    ]);
    outbox.put(trigger('a'), resolve('a'));
    delivery.kick();
    await calm();
    expect(outbox.records('pager')).toEqual(['pending', 'pending']);
    await clock.advance(MINUTE);
    expect(sent).toEqual(['trigger', 'resolve']);
    expect(asked.slice(0, 2)).toEqual(['req-1', 'req-1']);
    expect(outbox.record(trigger('a').signal, 'pager')).toMatchObject({ receipt: 'alert-9' });
    expect(outbox.outcomes(trigger('a').id)).toEqual(['delivered']);
    expect(counted.slice(0, 2)).toEqual(['pager accepted', 'pager delivered']);
  });

  it('fails when the provider says that it was not done', async () => {
    acceptor([{ kind: 'refused', reason: 'no such team' }]);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(MINUTE);
    expect(outbox.record(trigger('a').signal, 'pager')).toMatchObject({
      kind: 'failed',
      error: 'no such team',
    });
  });

  it('is sent anew when the provider never says what became of it', async () => {
    const { sent } = acceptor([]);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(12 * MINUTE);
    expect(sent).toEqual(['trigger', 'trigger']);
    expect(outbox.outcomes(trigger('a').id)).toEqual(['unknown', 'accepted']);
  });
});

describe('a burst', () => {
  /** A chat that takes up to three signals in one message, and answers each when it is let go. */
  function chat(answer: () => DeliveryOutcome | Promise<DeliveryOutcome>) {
    const sent: string[][] = [];
    notifiers.set('chat', {
      receiver: 'chat',
      refreshEveryMs: undefined,
      send: async ({ dedupKey }) => {
        sent.push([dedupKey]);
        return sent.length > 1 ? OK : answer();
      },
      together: {
        most: 3,
        send: async (signals) => {
          sent.push(signals.map(({ dedupKey }) => dedupKey));
          return answer();
        },
      },
    });
    return sent;
  }
  const keys = (...names: string[]) => names.map((key) => trigger(key, 'chat'));

  it('is one message, with a receipt for each signal in it', async () => {
    const sent = chat(() => OK);
    outbox.put(...keys('a', 'b', 'c', 'd'));
    delivery.kick();
    await calm();
    expect(sent).toEqual([['a', 'b', 'c'], ['d']]);
    expect(outbox.records('chat')).toEqual(Array.from({ length: 4 }, () => 'delivered'));
  });

  it('goes together as far as it comes while another message is under way', async () => {
    const slow = gate();
    const sent = chat(slow.wait);
    const [first = trigger('a', 'chat'), ...more] = keys('a', 'b', 'c');
    outbox.put(first);
    delivery.kick([first]);
    outbox.put(...more);
    delivery.kick(more);
    await calm();
    expect(sent).toEqual([['a']]);
    slow.open(OK);
    await calm();
    expect(sent).toEqual([['a'], ['b', 'c']]);
  });

  it('is sent one by one when the receiver refuses it as a whole', async () => {
    const sent = chat(() => ({ kind: 'refused', reason: 'invalid_blocks' }));
    outbox.put(...keys('a', 'b'));
    delivery.kick();
    await calm();
    expect(sent).toEqual([['a', 'b'], ['a'], ['b']]);
    expect(outbox.records('chat')).toEqual(['delivered', 'delivered']);
  });

  it('comes together again when it is tried again', async () => {
    const answers: DeliveryOutcome[] = [BUSY, OK];
    const sent = chat(() => answers.shift() ?? OK);
    outbox.put(...keys('a', 'b'));
    delivery.kick();
    await calm();
    await clock.advance(5 * SECOND);
    expect(sent).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});

describe('an attempt', () => {
  it('is written down before anything is sent, and nothing is sent when it cannot be', async () => {
    const sent = receiver('pager', () => OK);
    outbox.put(trigger('a'));
    outbox.takingFails = true;
    delivery.kick();
    await calm();
    expect(sent).toEqual([]);
    outbox.takingFails = false;
    await clock.advance(5 * SECOND);
    expect(sent).toEqual(['a trigger']);
    expect(outbox.outcomes(trigger('a').id)).toEqual(['delivered']);
  });

  it('keeps the message for this process while it is under way, however long', async () => {
    const slow = gate();
    receiver('pager', slow.wait);
    outbox.put(trigger('a'));
    delivery.kick();
    await calm();
    await clock.advance(HOUR);
    const other = outbox.forAnotherProcess();
    expect(await other.dueDeliveries(clock.now(), 10)).toEqual([]);
    slow.open(OK);
    await calm();
    expect(clock.pending).toBe(0);
  });

  it('that was not made is given back by a delivery that stops', async () => {
    const slow = gate();
    receiver('pager', slow.wait);
    const rows = Array.from({ length: 40 }, (_, index) => trigger(`k${index}`));
    outbox.put(...rows);
    delivery.kick();
    await calm();
    const stopped = delivery.stop();
    slow.open(BUSY);
    await stopped;
    expect(rows.filter(({ id }) => outbox.isTaken(id))).toEqual([]);
    expect(rows.map(({ id }) => outbox.outcomes(id).length)).toEqual([
      ...Array.from({ length: 32 }, () => 1),
      ...Array.from({ length: 8 }, () => 0),
    ]);
  });
});

describe('a receiver that threads', () => {
  it('is given the receipt of the message that opened the alert with all that follows, and no other is', async () => {
    const given: (string | undefined)[] = [];
    for (const [name, threads] of [
      ['chat', true],
      ['pager', undefined],
    ] as const) {
      notifiers.set(name, {
        receiver: name,
        refreshEveryMs: undefined,
        ...(threads ? { threads } : {}),
        send: async (signal, openedBy) => {
          given.push(openedBy);
          return { kind: 'delivered', receipt: `${name} ${signal.kind}` };
        },
      });
    }
    const end = { at: T0 + 1, firingSince: T0, kind: 'resolve' } as const;
    outbox.put(trigger('a', 'chat'), sampleRow({ ...end, dedupKey: 'a' }, 'chat'));
    outbox.put(sampleRow({ ...end, dedupKey: 'b' }, 'chat'), sampleRow({ ...end, dedupKey: 'a' }, 'pager'));
    delivery.kick();
    await calm();
    expect(given.filter((receipt) => receipt !== undefined)).toEqual(['chat trigger']);
    expect(given).toHaveLength(4);
  });
});
