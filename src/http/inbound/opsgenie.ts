import type { Request } from 'express';
import { FirebreakError } from '../../core/errors.js';
import type { PagerEvent } from '../../engine/commands/take-pager-event.js';
import type { Login } from './inbound-options.js';
import { checkLogin } from './proof.js';
import { at, bytesOf, jsonOf, neededText, textAt } from './read-body.js';

const CHANGES: Readonly<Record<string, PagerEvent['change']>> = {
  Acknowledge: 'acknowledged',
  Close: 'closed',
};

/**
 * Reads what an outgoing webhook of Opsgenie, or of Jira Service Management, says; undefined for what is of no use here.
 * https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/
 * @throws FirebreakError `unauthorized`, `invalid-input`
 */
export function readOpsgenie(request: Request, { login }: { readonly login: Login }): PagerEvent | undefined {
  // They sign nothing: what they can send along is a header.
  checkLogin(request, login);
  const body = jsonOf(bytesOf(request).toString('utf8'));
  const action = neededText(body, 'action');
  const change = CHANGES[action];
  if (change === undefined) return undefined;
  const updatedAt = at(body, 'alert', 'updatedAt');
  if (typeof updatedAt !== 'number' || !Number.isSafeInteger(updatedAt))
    throw new FirebreakError('invalid-input', '"alert.updatedAt" is to be an instant in ms');
  return {
    tool: 'Opsgenie',
    id: `${neededText(body, 'alert', 'alertId')}/${action}/${updatedAt}`,
    at: updatedAt,
    dedupKey: neededText(body, 'alert', 'alias'),
    by: textAt(body, 'alert', 'username') ?? 'somebody',
    change,
  };
}
