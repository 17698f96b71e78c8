import { Router } from 'express';
import type { Proposal, ProposedTier } from '../../core/backtest/proposal.js';
import { FirebreakError } from '../../core/errors.js';
import { sloId } from '../../core/slo/slo.js';
import { calendarWindow, type SloWindow } from '../../core/slo/slo-window.js';
import { isTimeZone } from '../../core/time/zone-clock.js';
import { callerKey } from '../access/rate-limits.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { readDuration } from '../read-duration.js';
import { bodyText, bodyWord, optionalBodyText } from '../read-query.js';

const SEVERITIES = ['page', 'ticket'] as const;
const UNITS = ['week', 'month', 'quarter', 'year'] as const;

/** Asks only: nothing is changed, so that who may read may ask. */
export function whatIfRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.post('/api/v1/slos/:service/:slo/what-if', async (request, response) => {
    const { service, slo } = request.params;
    const asker = { client: callerKey(request), isGone: () => response.destroyed };
    response.json(jsonView(await api.whatIf(sloId(service, slo), proposalOf(request.body), asker)));
  });
  return router;
}

function proposalOf(body: unknown): Proposal {
  const tiers = fieldOf(body, 'tiers');
  if (tiers !== undefined && !Array.isArray(tiers))
    throw new FirebreakError('invalid-input', '"tiers" is a list of tiers');
  return {
    target: optionalNumber(body, 'target'),
    window: windowOf(body),
    tiers: tiers?.map(tierOf),
  };
}

/** As SLO files write it: a duration, or a period of the calendar. */
function windowOf(body: unknown): SloWindow | undefined {
  const window = fieldOf(body, 'window');
  if (typeof window !== 'object' || window === null) {
    const text = optionalBodyText(body, 'window');
    return text === undefined ? undefined : { kind: 'rolling', durationMs: durationOf(text, 'window') };
  }
  const timeZone = optionalBodyText(window, 'time_zone') ?? 'UTC';
  if (isTimeZone(timeZone)) return calendarWindow(bodyWord(window, 'calendar', UNITS), timeZone);
  throw new FirebreakError('invalid-input', `"time_zone": there is no time zone "${timeZone}"`);
}

function tierOf(tier: unknown): ProposedTier {
  const burnRate = optionalNumber(tier, 'burnRate');
  if (burnRate === undefined)
    throw new FirebreakError('invalid-input', 'each tier needs "burnRate": a number over 0');
  return {
    severity: bodyWord(tier, 'severity', SEVERITIES),
    shortWindow: durationOf(bodyText(tier, 'shortWindow'), 'shortWindow'),
    longWindow: durationOf(bodyText(tier, 'longWindow'), 'longWindow'),
    burnRate,
  };
}

function durationOf(text: string, name: string): number {
  return readDuration(text, name, '5m, 1h or 30d');
}

function optionalNumber(body: unknown, name: string): number | undefined {
  const value = fieldOf(body, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new FirebreakError('invalid-input', `"${name}" is a number`);
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (Reflect.get(body, name) as unknown) : undefined;
}
