import type { ReceiverConfig, ReceiverKind } from '../../../adapters/notifiers/receiver-config.js';
import { readAlertmanager } from './alertmanager.js';
import { readEmail } from './email.js';
import { readOpsgenie } from './opsgenie.js';
import { readPagerDuty } from './pagerduty.js';
import type { Place } from './place.js';
import type { ReceiverSpec } from './schema-receiver.js';
import { readSlack } from './slack.js';
import { readStatuspage } from './statuspage.js';
import { readTeams } from './teams.js';
import { readWebhook } from './webhook.js';

const KINDS = [
  'pagerduty',
  'opsgenie',
  'slack',
  'teams',
  'statuspage',
  'email',
  'webhook',
  'alertmanager',
  'file',
  'stdout',
] as const;

/** The receivers that are sound; what is wrong with the others is in `problems`. */
export function readReceivers(
  specs: readonly ReceiverSpec[],
  reading: Omit<Place, 'path'>,
): ReceiverConfig[] {
  const { problems } = reading;
  return specs.flatMap((spec, index) => {
    const path = ['receivers', index];
    if (specs.findIndex((other) => other.name === spec.name) < index) {
      problems.at([...path, 'name'], `there are two receivers "${spec.name}"`, 'give each a name of its own');
    }
    const [kind, ...others] = KINDS.filter((each) => spec[each] !== undefined);
    if (kind === undefined || others.length > 0) {
      problems.at(
        [...path, 'name'],
        `"${spec.name}" has ${kind === undefined ? 'no kind' : `${others.length + 1} kinds: ${[kind, ...others].join(', ')}`}`,
        `give it exactly one of ${KINDS.join(', ')}`,
      );
      return [];
    }
    const read = readKind(spec, { ...reading, path: [...path, kind] });
    return read ? [{ name: spec.name, ...read }] : [];
  });
}

function readKind(spec: ReceiverSpec, place: Place): ReceiverKind | undefined {
  const { pagerduty, opsgenie, slack, teams, statuspage, email, webhook, alertmanager, file, stdout } = spec;
  if (pagerduty) return readPagerDuty(pagerduty, place);
  if (opsgenie) return readOpsgenie(opsgenie, place);
  if (slack) return readSlack(slack, place);
  if (teams) return readTeams(teams, place);
  if (statuspage) return readStatuspage(statuspage, place);
  if (email) return readEmail(email, place);
  if (webhook) return readWebhook(webhook, place);
  if (alertmanager) return readAlertmanager(alertmanager, place);
  if (file) return { kind: 'file', path: place.fromFile(file.path) };
  return stdout && { kind: 'stdout' };
}
