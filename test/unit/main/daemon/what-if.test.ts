import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Proposal, proposedSlo } from '../../../../src/core/backtest/proposal.js';
import type { Slo } from '../../../../src/core/slo/slo.js';
import { calendarWindow } from '../../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import type { WhatIfs } from '../../../../src/engine/what-if.js';
import { whatIf } from '../../../../src/main/daemon/what-if.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';
import { COMPARED } from '../../../support/slo-history-samples.js';

const AS_IT_IS: Proposal = { target: undefined, window: undefined, tiers: undefined };
const ASKER = { client: 'maria', isGone: () => false };

/** An SLO file with these lines in it, whatever else was there. */
function fileWith(lines: object): string {
  const document = {
    service: 'checkout-api',
    owner: 'payments-team',
    review_cadence: 'monthly',
    slis: {
      availability: {
        metric: 'sum(rate(requests_total{status!~"5.."}[5m])) / sum(rate(requests_total[5m]))',
      },
    },
    slos: [{ sli: 'availability', ...lines }],
  };
  return JSON.stringify(document);
}

function read(text: string): { readonly slos: readonly Slo[]; readonly told: readonly string[] } {
  const { slos, problems } = readSpecs([{ path: 'slo-specs/checkout-api.yaml', text }]);
  return { slos, told: problems.map(({ code }) => code) };
}

/** The lines that are copied for a proposal, and the SLO that it means. */
async function linesOf(proposal: Proposal) {
  const [slo] = read(fileWith({ target: '99.95%', window: '30d' })).slos;
  const proposed = slo && proposedSlo(slo, proposal);
  if (!proposed || 'wrong' in proposed) throw new Error(proposed?.wrong);
  const ask = () => Promise.resolve({ ...COMPARED, slo: proposed });
  const { yaml } = await whatIf({ ask } as unknown as WhatIfs, proposed.id, proposal, ASKER);
  return { yaml, proposed };
}

describe('the lines for the file', () => {
  it.each<[string, Proposal]>([
    ['a target', { ...AS_IT_IS, target: 0.999 }],
    ['a target that some of the usual tiers cannot reach', { ...AS_IT_IS, target: 0.9 }],
    ['a rolling window', { ...AS_IT_IS, window: { kind: 'rolling', durationMs: 7 * DAY } }],
    ...(['week', 'month', 'quarter', 'year'] as const).map((unit): [string, Proposal] => [
      `a calendar ${unit}`,
      { ...AS_IT_IS, window: calendarWindow(unit, 'Europe/Berlin') },
    ]),
    ['no tiers', { ...AS_IT_IS, tiers: [] }],
    [
      'tiers',
      {
        ...AS_IT_IS,
        tiers: [
          { severity: 'ticket', longWindow: 90 * MINUTE, shortWindow: 90_000, burnRate: 2.5 },
          { severity: 'page', longWindow: HOUR, shortWindow: 5 * MINUTE, burnRate: 10 },
        ],
      },
    ],
  ])('mean what was proposed, and are sound: %s', async (_, proposal) => {
    const { yaml, proposed } = await linesOf(proposal);
    const { slos, told } = read(fileWith(parse(yaml) as object));
    expect(told).toEqual([]);
    expect(slos.map(({ objective, alertPolicies }) => ({ objective, alertPolicies }))).toEqual([
      { objective: proposed.objective, alertPolicies: proposed.alertPolicies },
    ]);
  });

  it('name the zone of a calendar', async () => {
    const { yaml } = await linesOf({
      ...AS_IT_IS,
      window: calendarWindow('month', 'Europe/Berlin'),
      tiers: [],
    });
    expect(yaml).toBe(
      'target: 99.95%\nwindow:\n  calendar: month\n  time_zone: Europe/Berlin\nburn_rate_alerts: []\n',
    );
  });
});
