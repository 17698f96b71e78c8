import type { ReceiverConfig, ReceiverKind } from '../../../adapters/notifiers/receiver-config.js';
import type { Complaints, ReadSecret } from '../reading.js';
import { readAlertmanager } from './alertmanager.js';
import { readPagerDuty } from './pagerduty.js';
import type { Place } from './place.js';
import type { ReceiverSpec } from './schema-receiver.js';
import { readSlack } from './slack.js';
import { readWebhook } from './webhook.js';

const KINDS = ['pagerduty', 'slack', 'webhook', 'alertmanager'] as const;

/** The receivers that are sound; what is wrong with the others is in `problems`. */
export function readReceivers(
  specs: readonly ReceiverSpec[],
  secret: ReadSecret,
  problems: Complaints,
): ReceiverConfig[] {
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
    const read = readKind(spec, { path: [...path, kind], secret, problems });
    return read ? [{ name: spec.name, ...read }] : [];
  });
}

function readKind(spec: ReceiverSpec, place: Place): ReceiverKind | undefined {
  const { pagerduty, slack, webhook, alertmanager } = spec;
  if (pagerduty) return readPagerDuty(pagerduty, place);
  if (slack) return readSlack(slack, place);
  if (webhook) return readWebhook(webhook, place);
  return alertmanager && readAlertmanager(alertmanager, place);
}
