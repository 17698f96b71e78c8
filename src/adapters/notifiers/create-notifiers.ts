import type { Clock, Notifier } from '../../engine/ports.js';
import { alertmanager } from './alertmanager/alertmanager.js';
import { email } from './email/email.js';
import { file } from './file/file.js';
import { opsgenie } from './opsgenie/opsgenie.js';
import { pagerDuty } from './pagerduty/pagerduty.js';
import type { ReceiverConfig } from './receiver-config.js';
import { slackApi } from './slack/slack-api.js';
import { slack } from './slack/slack.js';
import { statuspage } from './statuspage/statuspage.js';
import { stdout } from './stdout/stdout.js';
import { teams } from './teams/teams.js';
import { webhook } from './webhook/webhook.js';

/** A notifier for each receiver, by name. */
export function createNotifiers(
  receivers: readonly ReceiverConfig[],
  context: { readonly clock: Clock; readonly externalUrl?: string },
): ReadonlyMap<string, Notifier> {
  return new Map(receivers.map((receiver) => [receiver.name, create(receiver, context)]));
}

function create(
  receiver: ReceiverConfig,
  { clock, externalUrl }: { readonly clock: Clock; readonly externalUrl?: string },
): Notifier {
  switch (receiver.kind) {
    case 'pagerduty':
      return pagerDuty(receiver.name, receiver, clock);
    case 'opsgenie':
      return opsgenie(receiver.name, receiver, clock);
    case 'slack':
      return slack(receiver.name, receiver, clock);
    case 'slack-api':
      return slackApi(receiver.name, receiver, externalUrl, clock);
    case 'teams':
      return teams(receiver.name, receiver, clock);
    case 'statuspage':
      return statuspage(receiver.name, receiver, clock);
    case 'email':
      return email(receiver.name, receiver);
    case 'webhook':
      return webhook(receiver.name, receiver, externalUrl, clock);
    case 'alertmanager':
      return alertmanager(receiver.name, receiver, externalUrl, clock);
    case 'file':
      return file(receiver.name, receiver);
    case 'stdout':
      return stdout(receiver.name);
  }
}
