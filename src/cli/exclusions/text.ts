import type { JsonReader } from '../daemon/json.js';

/** Which SLOs are meant: `checkout-api/availability, tier=1`. */
export function selectionText(exclusion: JsonReader): string {
  const slos = exclusion.at('slos').optional((list) => list.list().map((slo) => slo.text())) ?? [];
  const service = exclusion.at('service').optional((text) => text.text());
  const labels = exclusion.at('labels').optional((map) => map.texts()) ?? {};
  return [
    ...slos,
    ...(service === undefined ? [] : [`${service}/*`]),
    ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
  ].join(', ');
}

/** When it is: `2026-12-01T22:00:00.000Z to 2026-12-02T00:00:00.000Z`, `sunday 02:00 Europe/Berlin for 2h from 2026-12-01T00:00:00.000Z`. */
export function timeText(exclusion: JsonReader): string {
  return exclusion.at('every').optional((every) => recurringText(exclusion, every)) ?? listedText(exclusion);
}

function listedText(exclusion: JsonReader): string {
  const [first, ...more] = exclusion.at('times').list();
  if (!first) return '-';
  const text = `${first.at('from').text()} to ${first.at('to').text()}`;
  return more.length === 0 ? text : `${text} and ${more.length} more`;
}

function recurringText(exclusion: JsonReader, every: JsonReader): string {
  const words = (field: string) =>
    every.at(field).optional((list) => [
      list
        .list()
        .map((word) => word.word())
        .join(','),
    ]) ?? [];
  const days = [...words('weeks'), ...words('weekdays'), ...words('month_days')];
  const when = `${every.at('at').text()} ${every.at('time_zone').text()} for ${every.at('duration').text()}`;
  const until = exclusion.at('to').optional((to) => [`until ${to.text()}`]) ?? [];
  const parts = [days.length === 0 ? 'daily' : days.join(' '), when, `from ${exclusion.at('from').text()}`];
  return [...parts, ...until].join(' ');
}
