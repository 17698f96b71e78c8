import { MITIGATION_KINDS } from '../core/incident/mitigation.js';
import { instant, type Json, maybe, object, oneOf, reference, text, whole } from './openapi-types.js';

const number: Json = { type: 'number' };

/** What is thought, and done, in an incident. */
export const findingSchemas: Readonly<Record<string, Json>> = {
  Hypothesis: object(
    {
      number: whole,
      text,
      by: text,
      statedAt: instant,
      boxFrom: instant,
      extended: { type: 'boolean' },
      reminded: whole,
      outcome: oneOf('open', 'confirmed', 'ruled-out'),
      finding: maybe(text),
      decidedAt: maybe(instant),
    },
    ['finding', 'decidedAt'],
  ),
  Mitigation: object(
    {
      number: whole,
      what: oneOf(...MITIGATION_KINDS),
      text,
      by: text,
      at: instant,
      before: reference('SliSight'),
      after: maybe(reference('SliSight')),
      rollback: maybe(
        object(
          {
            receiver: text,
            reason: text,
            version: maybe(text),
            from: maybe(text),
            expiresAt: instant,
            outcome: oneOf('asked', 'taken', 'failed', 'unknown'),
            endedAt: maybe(instant),
          },
          ['version', 'from', 'endedAt'],
        ),
      ),
    },
    ['after', 'rollback'],
  ),
  AttachedAlert: object({ incident: text, sloId: text, alertKey: maybe(text), ended: { type: 'boolean' } }, [
    'alertKey',
  ]),
  SliSight: object(
    {
      kind: oneOf('measured', 'no-traffic', 'unknown'),
      windowMs: number,
      badEvents: number,
      totalEvents: number,
      errorRatio: number,
      coverage: number,
      reason: text,
    },
    ['windowMs', 'badEvents', 'totalEvents', 'errorRatio', 'coverage', 'reason'],
  ),
};
