import { SEVERITIES } from '../core/incident/incident.js';
import { PHASES, ROLES, VERDICTS } from '../core/incident/phases.js';
import {
  array,
  instant,
  type Json,
  map,
  maybe,
  object,
  oneOf,
  reference,
  text,
  whole,
} from './openapi-types.js';

/** What the API says of incidents and of what holds them open, by the names of its schemas. */
export const incidentSchemas: Readonly<Record<string, Json>> = {
  Incident: object(
    {
      id: text,
      sloId: text,
      service: text,
      slo: text,
      title: text,
      severity: oneOf(...SEVERITIES),
      severityReason: text,
      severityAt: instant,
      escalated: array(text),
      overruled: maybe(oneOf(...SEVERITIES)),
      status: oneOf('open', 'monitoring', 'resolved'),
      phase: oneOf(...PHASES),
      returnsTo: oneOf(...PHASES),
      roles: { type: 'object', properties: Object.fromEntries(ROLES.map((role) => [role, text])) },
      inHandAt: maybe(instant),
      identifiedAt: maybe(instant),
      recovery: maybe(
        object({ since: maybe(instant), code: text, text, proven: { type: 'boolean' } }, ['since']),
      ),
      openedAt: instant,
      failingSince: maybe(instant),
      acknowledgedAt: maybe(instant),
      acknowledgedBy: maybe(text),
      acknowledgedVia: maybe(text),
      alertEndedAt: maybe(instant),
      resolvedAt: maybe(instant),
      closedAt: maybe(instant),
      verdict: maybe(oneOf(...VERDICTS)),
      tiers: array(text),
      eventCount: whole,
    },
    [
      ...[
        'failingSince',
        'acknowledgedAt',
        'acknowledgedBy',
        'acknowledgedVia',
        'alertEndedAt',
        'resolvedAt',
      ],
      ...['inHandAt', 'identifiedAt', 'recovery', 'closedAt', 'verdict', 'overruled'],
    ],
  ),
  IncidentDetail: object({
    incident: reference('Incident'),
    timeline: array(
      object({
        incidentId: text,
        seq: whole,
        at: instant,
        kind: text,
        by: text,
        text,
        data: map({ type: ['string', 'number', 'boolean', 'null'] }),
      }),
    ),
    proof: array(reference('Delivery')),
  }),
  Hold: object({ of: text, incidentId: maybe(text), severity: oneOf('page', 'ticket'), text }),
};
