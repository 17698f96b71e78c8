import Type, { type Static } from 'typebox';
import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import type { Doubts } from './reading.js';
import { refuseUnknownNames } from './routes.js';
import { closed, receiverNames } from './schema-parts.js';

export const LastResort = Type.Object(
  { receivers: receiverNames('a list of receivers’ names') },
  {
    ...closed,
    description: 'who is told of pages that cannot be written, because the database or its disk is gone',
  },
);

/** What becomes of a second message about the same alert, which follows when the store is back. */
const FOLDS: Readonly<Record<ReceiverConfig['kind'], boolean>> = {
  pagerduty: true,
  opsgenie: true,
  alertmanager: true,
  // Whoever is behind it is told the alert's key.
  webhook: true,
  slack: false,
  'slack-api': false,
  teams: false,
  email: false,
  file: false,
  stdout: false,
  statuspage: false,
};

/**
 * The names of the receivers; a warning for each that shows a second message as a second page.
 * @param known all names of the file, those of broken receivers too
 */
export function readLastResort(
  spec: Static<typeof LastResort> | undefined,
  receivers: readonly ReceiverConfig[],
  known: readonly string[],
  problems: Doubts,
): readonly string[] {
  const names = spec?.receivers ?? [];
  const path = ['last_resort', 'receivers'];
  refuseUnknownNames(names, path, known, problems);
  names.forEach((name, index) => {
    const receiver = receivers.find((each) => each.name === name);
    if (!receiver || FOLDS[receiver.kind]) return;
    if (receiver.kind === 'statuspage') {
      problems.at(
        [...path, index],
        `"${name}" tells customers, and pages nobody`,
        'name one that pages people',
      );
      return;
    }
    problems.warn(
      [...path, index],
      `"${name}" (${receiver.kind}) knows no alerts by key: a page that it gets as the last resort may come to it a second time`,
      'name a receiver that folds by key, such as PagerDuty or Opsgenie, or let it be',
    );
  });
  return [...new Set(names)];
}
