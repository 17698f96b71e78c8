import type { Request } from 'express';
import type { PagerEvent } from '../../engine/commands/take-pager-event.js';
import { hmacHex, same, unproven } from './proof.js';
import { bytesOf, jsonOf, neededInstant, neededText, textAt } from './read-body.js';

const CHANGES: Readonly<Record<string, PagerEvent['change']>> = {
  'incident.acknowledged': 'acknowledged',
  'incident.resolved': 'closed',
};

/**
 * Reads an event of a V3 webhook subscription; undefined for one that is of no use here.
 * https://developer.pagerduty.com/docs/webhooks/v3-overview/
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readPagerDuty(
  request: Request,
  { secret }: { readonly secret: string },
): PagerEvent | undefined {
  const bytes = bytesOf(request);
  checkSignature(request.get('x-pagerduty-signature') ?? '', hmacHex(secret, bytes));
  const body = jsonOf(bytes.toString('utf8'));
  const change = CHANGES[neededText(body, 'event', 'event_type')];
  if (change === undefined) return undefined;
  return {
    tool: 'PagerDuty',
    // Of the signed body: what stands in headers can be made up by whoever sends it again.
    id: neededText(body, 'event', 'id'),
    at: neededInstant(body, 'event', 'occurred_at'),
    dedupKey: neededText(body, 'event', 'data', 'incident_key'),
    by: textAt(body, 'event', 'agent', 'summary') ?? 'somebody',
    change,
  };
}

/** While a secret is being rotated there are several, one for each. */
function checkSignature(header: string, wanted: string): void {
  const given = header.split(',').map((part) => part.trim());
  if (!given.some((signature) => same(signature, `v1=${wanted}`)))
    throw unproven('no signature in X-PagerDuty-Signature is of this body');
}
