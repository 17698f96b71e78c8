import type { JsonReader } from '../daemon/json.js';
import { plural } from '../text/quantities.js';
import { selectionText } from './text.js';

/** What the daemon numbered itself came from no calendar. */
const NUMBERED = /^EXC-\d+$/;

/**
 * What an import has changed.
 * @param before what was in force
 * @param sent what each event of the calendar is in the daemon now
 */
export function importSummary(
  path: string,
  before: readonly JsonReader[],
  sent: readonly JsonReader[],
): string {
  const own = before.filter((each) => each.at('origin').text() === 'api');
  const earlier = new Map(own.map((each) => [each.at('id').text(), each]));
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const each of sent) {
    const old = earlier.get(each.at('id').text());
    counts[old === undefined ? 'new' : old.isSame(each) ? 'unchanged' : 'changed'] += 1;
  }
  const told = Object.entries(counts).flatMap(([what, number]) => (number > 0 ? [`${number} ${what}`] : []));
  const gone = goneFrom(own, sent);
  const more = gone.length === 0 ? [] : [`${gone.length} gone`];
  const head = `${path}: ${plural(sent.length, 'event')} in force with the next evaluation (${[...told, ...more].join(', ')})\n`;
  if (gone.length === 0) return head;
  return `${head}not in it, of the same SLOs, and in force until withdrawn: ${gone.join(', ')}\n`;
}

/** Maintenance by name of the same SLOs that is not among what was sent: most likely of events that the calendar no longer has. */
function goneFrom(before: readonly JsonReader[], sent: readonly JsonReader[]): string[] {
  const ids = new Set(sent.map((each) => each.at('id').text()));
  const selections = new Set(sent.map(selectionText));
  return before.flatMap((each) => {
    const id = each.at('id').text();
    const listed = each.at('times').optional((times) => times.list()) !== undefined;
    const planned = each.at('kind').text() === 'maintenance' && listed && !NUMBERED.test(id);
    return planned && !ids.has(id) && selections.has(selectionText(each)) ? [id] : [];
  });
}
