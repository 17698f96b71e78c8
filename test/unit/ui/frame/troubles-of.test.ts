import { describe, expect, it } from 'vitest';
import type { DaemonStatus } from '../../../../src/http/answers.js';
import { jsonView } from '../../../../src/http/json-view.js';
import { troublesOf } from '../../../../src/ui/frame/troubles-of.js';
import { daemonStatus, NOW } from '../../../support/slo-statuses.js';

const told = (changes: Parameters<typeof daemonStatus>[0]) =>
  troublesOf(jsonView(daemonStatus(changes)) as DaemonStatus, NOW).map(
    ({ tone, text }) => `${tone}: ${text}`,
  );
const dog = { alertname: 'Watchdog', lastError: undefined };

describe('what is wrong with the daemon', () => {
  it('is nothing while it works', () => {
    expect(told({})).toEqual([]);
  });

  it('is said, worst first, with how long it has been so', () => {
    expect(
      told({
        source: { reachable: false, since: NOW - 90_000, lastError: 'ECONNREFUSED' },
        specs: { loadedAt: NOW, lastReloadRefused: 'a.yaml:3:1: bad', problems: undefined },
        watchdog: { ...dog, state: 'missing', seenAt: NOW - 60_000 },
        historyLoaded: 0.423,
        historyPhase: 'exact',
      }),
    ).toEqual([
      'bad: Prometheus has not answered for 1m 30s: ECONNREFUSED. Nothing below is newer than that.',
      'bad: Prometheus does not evaluate its alerting rules: Watchdog, which has to fire always, was last seen 1m ago.',
      'warn: Files were changed, and the change was refused: what was loaded before holds.',
      'info: History is being read: 42 % of the SLO windows; budgets are approximate until then.',
    ]);
  });

  it('says of a store that is gone what becomes of pages, and of held heartbeats why', () => {
    expect(
      told({
        ready: false,
        notReadyBecause: 'the store is gone since noon, and pages wait for it: disk',
        store: { goneSince: NOW, lastError: 'disk' },
        heartbeat: {
          lastSentAt: undefined,
          held: [{ sign: 'storage', text: 'nothing can be written' }],
          pingError: undefined,
        },
      }),
    ).toEqual([
      'bad: Not ready: the store is gone since noon, and pages wait for it: disk.',
      'bad: Heartbeats are held back (none was sent yet): nothing can be written.',
    ]);
  });
});
