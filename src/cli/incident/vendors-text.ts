import { formatDuration, formatSpan } from '../../core/time/duration.js';
import type { JsonReader } from '../daemon/json.js';

/** A vendor and how it is reached, over lines. */
export function vendorText(vendor: JsonReader): string {
  const word = (field: string) => vendor.at(field).optional((value) => value.text());
  const [contract, account] = [word('contract'), word('account')];
  const promise = vendor.at('responseMs').optional((ms) => ms.number());
  const about = [
    ...(contract === undefined ? [] : [contract]),
    ...(account === undefined ? [] : [`account ${account}`]),
    promise === undefined ? 'no time is promised' : `answers in ${formatDuration(promise)}`,
  ];
  const routes = vendor
    .at('routes')
    .list()
    .map((route) => `  ${route.at('name').text()}: ${route.at('via').text()} ${route.at('to').text()}`);
  return [`${vendor.at('id').text()}: ${vendor.at('name').text()} (${about.join(', ')})`, ...routes].join(
    '\n',
  );
}

/** `V1 with PayCo, captures hang: opened 2026-03-09 12:31 UTC by maria, answered after 3m (promised in 15m, their CASE-9), closed 2026-03-09 13:02 UTC`. */
export function caseText(each: JsonReader): string {
  const at = (field: string) => each.at(field).optional((instant) => instant.text());
  const opened = each.at('openedAt').text();
  const [answered, closed] = [at('answeredAt'), at('closedAt')];
  const promised = each.at('promisedMs').optional((ms) => ms.number());
  const reference = each.at('reference').optional((text) => text.text());
  const asides = [
    ...(promised === undefined ? [] : [`promised in ${formatDuration(promised)}`]),
    ...(reference === undefined ? [] : [`their ${reference}`]),
  ];
  const took = answered === undefined ? undefined : formatSpan(Date.parse(answered) - Date.parse(opened));
  const answer =
    took === undefined
      ? closed === undefined
        ? 'no answer yet'
        : 'never answered'
      : `answered after ${took}`;
  return [
    `V${each.at('number').number()} with ${each.at('name').text()}, ${each.at('reason').text()}: opened ${utc(opened)} by ${each.at('by').text()}`,
    `${answer}${asides.length === 0 ? '' : ` (${asides.join(', ')})`}`,
    closed === undefined ? 'open' : `closed ${utc(closed)}`,
  ].join(', ');
}

function utc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
