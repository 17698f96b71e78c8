import { Router } from 'express';
import type { Proposal, ProposedTier } from '../../core/backtest/proposal.js';
import { FirebreakError } from '../../core/errors.js';
import { sloId } from '../../core/slo/slo.js';
import { parseDuration } from '../../core/time/duration.js';
import type { FirebreakApi } from '../firebreak-api.js';
import { jsonView } from '../json-view.js';
import { bodyText, bodyWord, optionalBodyText } from '../read-query.js';

const SEVERITIES = ['page', 'ticket'] as const;

/** Asks only: nothing is changed, so that who may read may ask. */
export function whatIfRoutes(api: FirebreakApi): Router {
  const router = Router();
  router.post('/api/v1/slos/:service/:slo/what-if', async (request, response) => {
    const { service, slo } = request.params;
    response.json(jsonView(await api.whatIf(sloId(service, slo), proposalOf(request.body))));
  });
  return router;
}

function proposalOf(body: unknown): Proposal {
  const window = optionalBodyText(body, 'window');
  const tiers = fieldOf(body, 'tiers');
  if (tiers !== undefined && !Array.isArray(tiers))
    throw new FirebreakError('invalid-input', '"tiers" is a list of tiers');
  return {
    target: optionalNumber(body, 'target'),
    windowMs: window === undefined ? undefined : durationOf(window, 'window'),
    tiers: tiers?.map(tierOf),
  };
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
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new FirebreakError('invalid-input', `"${name}" is a duration such as 5m, 1h or 30d, not "${text}"`);
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
