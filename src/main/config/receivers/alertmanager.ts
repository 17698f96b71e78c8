import Type, { type Static } from 'typebox';
import type { AlertmanagerConfig } from '../../../adapters/notifiers/alertmanager/alertmanager.js';
import { MINUTE, parseDuration } from '../../../core/time/duration.js';
import { durationMend } from '../../../core/time/meant-duration.js';
import { closed, duration, httpUrl } from '../schema-parts.js';
import type { Place } from './place.js';

export const Alertmanager = Type.Object(
  {
    urls: Type.Array(httpUrl('an Alertmanager'), {
      minItems: 1,
      description: 'a list of all replicas of one Alertmanager',
    }),
    refresh: Type.Optional(duration('how often open alerts are repeated (default 1m)')),
  },
  { ...closed, description: 'Alertmanager, /api/v2/alerts' },
);

export function readAlertmanager(
  spec: Static<typeof Alertmanager>,
  { path, problems }: Place,
): AlertmanagerConfig | undefined {
  const refreshEveryMs = spec.refresh === undefined ? MINUTE : parseDuration(spec.refresh);
  if (refreshEveryMs === undefined) {
    return problems.at(
      [...path, 'refresh'],
      `"${spec.refresh}" is no duration`,
      durationMend(spec.refresh ?? '', 'write 1m'),
    );
  }
  return { kind: 'alertmanager', urls: spec.urls, refreshEveryMs };
}
