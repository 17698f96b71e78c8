import type { LastDeploy } from '../core/delivery/signal.js';
import { FirebreakError } from '../core/errors.js';
import { MINUTE } from '../core/time/duration.js';
import { bodyText, optionalBodyText } from './read-query.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** A pipeline's clock may be ahead of ours; a deploy beyond that would stay the newest until its time has come. */
const CLOCK_SKEW = 5 * MINUTE;

/** A deploy as a pipeline tells it: `{service, version, at?, url?}`. */
export function readDeploy(
  body: unknown,
  now: number,
): { readonly service: string; readonly deploy: LastDeploy } {
  const time = optionalBodyText(body, 'at');
  const at = time === undefined ? now : readInstant(time, now);
  const url = optionalBodyText(body, 'url');
  if (url !== undefined && !(/^https?:\/\/\S+$/.test(url) && URL.canParse(url)))
    throw new FirebreakError('invalid-input', '"url" is an http or https URL');
  return {
    service: bodyText(body, 'service'),
    deploy: { version: bodyText(body, 'version'), at, ...(url === undefined ? {} : { url }) },
  };
}

function readInstant(text: string, now: number): number {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new FirebreakError('invalid-input', '"at" is an instant in ISO 8601: 2026-11-24T02:30:00Z');
  }
  if (at > now + CLOCK_SKEW) throw new FirebreakError('invalid-input', '"at" lies in the future');
  return at;
}
