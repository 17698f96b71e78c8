import { isIP } from 'node:net';
import { isPrivateAddress } from '../../adapters/notifiers/private-address.js';
import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import { parseDuration, MINUTE } from '../../core/time/duration.js';
import type { Path } from '../../spec/source-document.js';
import type { ConfigProblems } from './config-problems.js';
import type { ReceiverSpec } from './schema.js';

const PAGERDUTY = 'https://events.pagerduty.com';
const KINDS = ['pagerduty', 'slack', 'webhook', 'alertmanager'] as const;

/** Reads a secret that is given in place or in a file. */
export type ReadSecret = (
  given: { readonly text: string | undefined; readonly file: string | undefined },
  path: Path,
  field: string,
) => string | undefined;

/** The receivers that are sound; what is wrong with the others is in `problems`. */
export function readReceivers(
  specs: readonly ReceiverSpec[],
  secret: ReadSecret,
  problems: ConfigProblems,
): ReceiverConfig[] {
  return specs.flatMap((spec, index) => {
    const path = ['receivers', index];
    if (specs.findIndex((other) => other.name === spec.name) < index) {
      problems.at([...path, 'name'], `there are two receivers "${spec.name}"`, 'give each a name of its own');
    }
    const kinds = KINDS.filter((kind) => spec[kind] !== undefined);
    if (kinds.length !== 1) {
      problems.at(
        [...path, 'name'],
        `"${spec.name}" has ${kinds.length === 0 ? 'no kind' : `${kinds.length} kinds: ${kinds.join(', ')}`}`,
        `give it exactly one of ${KINDS.join(', ')}`,
      );
      return [];
    }
    return readReceiver(spec, path, secret, problems) ?? [];
  });
}

function readReceiver(
  { name, pagerduty, slack, webhook, alertmanager }: ReceiverSpec,
  path: Path,
  secret: ReadSecret,
  problems: ConfigProblems,
): ReceiverConfig | undefined {
  if (pagerduty) {
    const at = [...path, 'pagerduty'];
    const routingKey = secret(
      { text: pagerduty.routing_key, file: pagerduty.routing_key_file },
      at,
      'routing_key',
    );
    if (routingKey === undefined) return missing(problems, at, 'routing_key', pagerduty.routing_key_file);
    return { kind: 'pagerduty', name, routingKey, url: pagerduty.url ?? PAGERDUTY };
  }
  if (slack) {
    const at = [...path, 'slack'];
    const webhookUrl = secret({ text: slack.webhook_url, file: slack.webhook_url_file }, at, 'webhook_url');
    if (webhookUrl === undefined) return missing(problems, at, 'webhook_url', slack.webhook_url_file);
    if (!/^https?:\/\/\S+$/.test(webhookUrl))
      return problems.at(
        at,
        'the webhook’s URL is no http or https URL',
        'copy it from the Slack app’s page',
      );
    return { kind: 'slack', name, webhookUrl, allowPrivateAddresses: slack.allow_private_addresses ?? false };
  }
  if (webhook) {
    const at = [...path, 'webhook'];
    refusePrivate(webhook.url, webhook.allow_private_addresses, [...at, 'url'], problems);
    const key = secret({ text: webhook.secret, file: webhook.secret_file }, at, 'secret');
    return {
      kind: 'webhook',
      name,
      url: webhook.url,
      ...(key === undefined ? {} : { secret: key }),
      allowPrivateAddresses: webhook.allow_private_addresses ?? false,
    };
  }
  if (!alertmanager) return undefined;
  const refreshEveryMs = alertmanager.refresh === undefined ? MINUTE : parseDuration(alertmanager.refresh);
  if (refreshEveryMs === undefined) {
    return problems.at(
      [...path, 'alertmanager', 'refresh'],
      `"${alertmanager.refresh}" is no duration`,
      'write 1m',
    );
  }
  return { kind: 'alertmanager', name, urls: alertmanager.urls, refreshEveryMs };
}

/** What would be refused at the first page is refused here; names that lead inside are seen only when they are looked up. */
function refusePrivate(
  url: string,
  allowed: boolean | undefined,
  path: Path,
  problems: ConfigProblems,
): void {
  if (allowed || !URL.canParse(url)) return;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const isLiteral = isIP(host) !== 0;
  if (host !== 'localhost' && !(isLiteral && isPrivateAddress(host))) return;
  problems.at(
    path,
    `${host} is a private address, and messages to it would be refused`,
    'add allow_private_addresses: true if that is meant',
  );
}

/** A file that cannot be read has been told already. */
function missing(problems: ConfigProblems, path: Path, field: string, file: string | undefined): undefined {
  return file === undefined
    ? problems.at(path, `"${field}" is missing`, `add ${field} or ${field}_file`)
    : undefined;
}
