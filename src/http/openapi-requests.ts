import { SEVERITIES } from '../core/incident/incident.js';
import { instant, type Json, map, oneOf, text } from './openapi-types.js';

/** Whom the caller acts for; the configured token, which is nobody in particular, has to say it. */
export const acknowledgement: Json = {
  type: 'object',
  properties: { by: { type: 'string', minLength: 1 } },
};

/** `slo` is the id of one whose recovery is watched. */
export const declaration: Json = {
  type: 'object',
  properties: {
    service: text,
    severity: oneOf(...SEVERITIES),
    title: text,
    slo: text,
    key: text,
    separate: { type: 'boolean' },
    by: text,
  },
  required: ['service', 'severity', 'title'],
};

/** `for` is a duration up to 7d; `end` lets the budget decide again, and takes none. */
export const gateOverride: Json = {
  type: 'object',
  properties: { service: text, decision: oneOf('allow', 'block', 'end'), for: text, by: text, reason: text },
  required: ['service', 'decision', 'reason'],
};

/** `of` is an SLO or an incident. */
export const holdEnd: Json = {
  type: 'object',
  properties: { of: text, by: text, reason: text },
  required: ['of', 'reason'],
};

export const deploy: Json = {
  type: 'object',
  properties: { service: text, version: text, at: instant, url: text },
  required: ['service', 'version'],
};

export const gateRequest: Json = {
  type: 'object',
  properties: { service: text, name: text, environment: text, metadata: map(text) },
};
