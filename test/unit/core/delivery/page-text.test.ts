import { describe, expect, it } from 'vitest';
import type { TierReading, WindowReading } from '../../../../src/core/burn-rate/reading.js';
import { pageBody, pageTitle } from '../../../../src/core/delivery/page-text.js';
import type { Signal } from '../../../../src/core/delivery/signal.js';
import type { BudgetReading } from '../../../../src/core/error-budget/reading.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { sampleRow } from '../../../support/store-samples.js';

const NOON = Date.UTC(2026, 10, 1, 12);

function measured(windowMs: number, over: Partial<WindowReading & { kind: 'measured' }> = {}): WindowReading {
  return {
    kind: 'measured',
    windowMs,
    badEvents: 1234.4,
    totalEvents: 61_720,
    errorRatio: 0.02,
    burnRate: 40,
    coverage: 1,
    ...over,
  };
}

function tier(over: Partial<TierReading> = {}): TierReading {
  return {
    policyId: 'page-1h',
    severity: 'page',
    burnRateThreshold: 14.4,
    long: measured(HOUR),
    short: measured(5 * MINUTE, {
      badEvents: 103,
      totalEvents: 5_100,
      errorRatio: 103 / 5100,
      burnRate: 40.39,
    }),
    verdict: 'over',
    ...over,
  };
}

function budget(over: Partial<BudgetReading & { kind: 'measured' }> = {}): BudgetReading {
  return {
    kind: 'measured',
    windowMs: 30 * DAY,
    badEvents: 3_800,
    totalEvents: 10_000_000,
    allowedBadEvents: 5_000,
    consumed: 0.76,
    remaining: 0.24,
    coverage: 0.98,
    approximate: false,
    exhaustion: { kind: 'at', at: NOON + 6 * HOUR + 999, burnRate: 40 },
    ...over,
  };
}

function burn(over: Partial<Signal> = {}): Signal {
  return {
    ...sampleRow({ at: NOON }).signal,
    target: 0.9995,
    failingSince: NOON - 150_500,
    description: 'customers can pay',
    owner: 'payments-team',
    links: {
      runbook: 'https://runbooks.example/checkout',
      dashboard: 'https://grafana.example/d/checkout',
      repository: 'https://git.example/checkout',
    },
    incidentId: 'INC-7',
    tiers: [tier()],
    budget: budget(),
    worstLabels: [
      { label: 'route', value: '/pay', badEvents: 1_148, shareOfBad: 0.93 },
      { label: 'zone', value: 'b', badEvents: 900, shareOfBad: 0.7291 },
    ],
    lastDeploy: { version: 'v1.2.3', at: NOON - HOUR, url: 'https://ci.example/12' },
    ...over,
  };
}

const blind = (over: Partial<Signal> = {}) =>
  burn({ cause: 'blind', tiers: [], blindBecause: 'Prometheus has no series for it', ...over });

describe('a page about a burning budget', () => {
  it('tells what the file says to who reads it, one line each', () => {
    const annotations = { playbook: 'https://wiki.example/cards', note: 'first\nsecond' };
    const lines = pageBody(burn({ annotations }));
    expect(lines).toEqual(
      expect.arrayContaining(['playbook: https://wiki.example/cards', 'note: first second']),
    );
    expect(pageBody(burn()).some((line) => line.startsWith('playbook'))).toBe(false);
  });

  it('says everything that a person needs at night, one fact a line', () => {
    expect(pageTitle(burn())).toBe(
      'checkout/availability burns its error budget 40x too fast: 2.02 % failing in the last 5m',
    );
    expect(pageBody(burn())).toEqual([
      'What: customers can pay',
      'Failing since: 2026-11-01T11:57:29Z, told at 2026-11-01T12:00:00Z',
      'Promise: 99.95 % over 30d',
      'page-1h: 1,234 of 61,720 failed (2 %) in 1h, 40x; 103 of 5,100 failed (2.02 %) in 5m, 40.4x; threshold 14.4x',
      'Budget: 24 % left, gone at 2026-11-01T18:00:00Z at this pace; 3,800 of 5,000 bad events spent in 30d; data for 98 % of it',
      'Where: route="/pay" 93 % of the failures, zone="b" 72.9 % of the failures',
      'Last deploy: v1.2.3 at 2026-11-01T11:00:00Z https://ci.example/12',
      'Incident: INC-7',
      'Owner: payments-team',
      'Runbook: https://runbooks.example/checkout',
      'Dashboard: https://grafana.example/d/checkout',
      'Repository: https://git.example/checkout',
      'Acknowledge: firebreak ack INC-7 --by <you>',
    ]);
  });

  it('says who works on it already, instead of how that begins', () => {
    const incident = {
      severity: 'sev2',
      severityReason: 'as the test says',
      means: 'bad',
      impact: undefined,
      declaredBy: undefined,
      worked: { phase: 'mitigating', commander: 'maria' },
      url: undefined,
    } as const;
    const worked =
      'Worked on: it is mitigating, maria commands; firebreak incident show INC-7 says what is known';
    expect(pageBody(burn({ incident })).slice(-2)).toEqual([
      'Acknowledge: firebreak ack INC-7 --by <you>',
      worked,
    ]);
    const ticket = pageBody(burn({ incident, severity: 'ticket' }));
    expect(ticket).toContain(worked);
    expect(ticket.join()).not.toContain('Acknowledge');
  });

  it('leaves out what nobody wrote down', () => {
    const bare = burn({
      description: undefined,
      owner: undefined,
      links: {},
      incidentId: undefined,
      worstLabels: [],
      lastDeploy: undefined,
    });
    expect(pageBody(bare).map((line) => line.split(':')[0])).toEqual([
      'Failing since',
      'Promise',
      'page-1h',
      'Budget',
    ]);
  });

  it('keeps a description of several lines on one', () => {
    expect(pageBody(burn({ description: 'customers\n  can pay\n' }))[0]).toBe('What: customers can pay');
  });

  it('shows every tier against its own threshold', () => {
    const slow = tier({
      policyId: 'page-6h',
      burnRateThreshold: 6,
      long: measured(6 * HOUR, { burnRate: 9.876 }),
    });
    const lines = pageBody(burn({ tiers: [tier(), slow] })).filter((line) => line.startsWith('page-'));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('in 6h, 9.88x;');
    expect(lines[1]).toMatch(/threshold 6x$/);
  });
});

describe('what is unknown is said as unknown', () => {
  it('when the failures began', () => {
    expect(pageBody(burn({ failingSince: undefined }))).toContain(
      'Failing since: unknown, told at 2026-11-01T12:00:00Z',
    );
  });

  it('a window', () => {
    const unknown: WindowReading = { kind: 'unknown', windowMs: HOUR, coverage: 0.1, reason: 'stale' };
    const quiet: WindowReading = { kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 };
    const signal = burn({ tiers: [tier({ long: unknown, short: quiet })] });
    expect(pageBody(signal)).toContain('page-1h: unknown over 1h (stale); no traffic in 5m; threshold 14.4x');
    expect(pageTitle(signal)).toBe('checkout/availability burns its error budget');
  });

  it('a window with a gap', () => {
    const signal = burn({ tiers: [tier({ long: measured(HOUR, { coverage: 0.8 }) })] });
    expect(pageBody(signal).join('\n')).toContain('in 1h, 40x, data for 80 % of it;');
  });

  it.each<[BudgetReading, string]>([
    [
      { kind: 'unknown', windowMs: 30 * DAY, coverage: 0.25, reason: 'catching-up' },
      'Budget: unknown (catching-up; data for 25 % of 30d)',
    ],
    [{ kind: 'no-traffic', windowMs: 30 * DAY, coverage: 1 }, 'Budget: no traffic in 30d'],
    [
      budget({ untold: true, coverage: 0.0000162, remaining: -45.2, exhaustion: { kind: 'unknown' } }),
      'Budget: unknown, with data for 0.00162 % of 30d; 3,800 of 10,000,000 failed in that',
    ],
    [
      budget({ exhaustion: { kind: 'unknown' } }),
      'Budget: 24 % left, unknown when it runs out; 3,800 of 5,000 bad events spent in 30d; data for 98 % of it',
    ],
    [
      budget({ exhaustion: { kind: 'never' } }),
      'Budget: 24 % left, not running out at this pace; 3,800 of 5,000 bad events spent in 30d; data for 98 % of it',
    ],
    [
      budget({ approximate: true, exhaustion: { kind: 'never' } }),
      'Budget: 24 % left, not running out at this pace; 3,800 of 5,000 bad events spent in 30d; data for 98 % of it; approximate while history is read',
    ],
    [
      budget({ badEvents: 6_000, remaining: -0.2, consumed: 1.2, exhaustion: { kind: 'exhausted' } }),
      'Budget: none left (-20 %); 6,000 of 5,000 bad events spent in 30d; data for 98 % of it',
    ],
  ])('a budget: %j', (reading, line) => {
    expect(pageBody(burn({ budget: reading }))).toContain(line);
  });
});

describe('a page about an SLO that cannot be seen', () => {
  it('says since when and why, and claims nothing about its budget', () => {
    expect(pageTitle(blind())).toBe('checkout/availability cannot be seen: nobody knows whether it holds');
    const body = pageBody(blind());
    expect(body.slice(1, 4)).toEqual([
      'Not seen since: 2026-11-01T11:57:29Z, told at 2026-11-01T12:00:00Z',
      'Because: Prometheus has no series for it',
      'Until it is, no burn alert of it can fire and its budget is unknown',
    ]);
    expect(body.join('\n')).not.toContain('left');
  });

  it('has words for never having been seen', () => {
    expect(pageBody(blind({ failingSince: undefined, blindBecause: undefined })).slice(1, 3)).toEqual([
      'Not seen since: unknown, told at 2026-11-01T12:00:00Z',
      'Because: no data',
    ]);
  });
});

describe('the end of an alert', () => {
  const ended = { kind: 'resolve', firingSince: NOON, at: NOON + HOUR } as const;

  it('says from when to when it burnt, and asks nobody to acknowledge', () => {
    expect(pageTitle(burn(ended))).toBe('checkout/availability: the page has ended');
    const body = pageBody(burn(ended));
    expect(body[1]).toBe(
      'Over: failing from 2026-11-01T11:57:29Z, told at 2026-11-01T12:00:00Z, ended by 2026-11-01T13:00:00Z',
    );
    expect(body).toContain('Incident: INC-7');
    expect(body.join('\n')).not.toContain('Acknowledge');
  });

  it('says that the SLO can be seen again', () => {
    expect(pageTitle(blind(ended))).toBe('checkout/availability can be seen again');
    expect(pageBody(blind(ended))[1]).toBe(
      'Over: not seen from 2026-11-01T11:57:29Z, told at 2026-11-01T12:00:00Z, back by 2026-11-01T13:00:00Z',
    );
  });
});

describe('a test', () => {
  it('says first that nothing is wrong, in the title and in the text', () => {
    for (const kind of ['trigger', 'acknowledge', 'resolve'] as const) {
      const signal = burn({ kind, isTest: true });
      expect(pageTitle(signal)).toMatch(/^TEST, nothing is wrong: /);
      expect(pageBody(signal)[0]).toMatch(/^This is a TEST/);
    }
  });
});
