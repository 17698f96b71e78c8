import { VERDICTS } from '../../core/incident/phases.js';
import type { JsonReader } from '../daemon/json.js';

const LONGEST = 400;

/** One line: `INC-7 SEV2 mitigating, 12:31:05 UTC: maria is commander; next: the update for customers, due 2026-03-09 12:44 UTC`. */
export function workedText(incident: JsonReader, unchanged = 'it was so before'): string {
  const word = (field: string) => incident.at(field).text();
  const done = incident.at('done').optional((list) => list.list()) ?? [];
  const last = done.at(-1)?.at('at').text();
  const texts = done.map((each) => oneLine(each.at('text').text()));
  const what = texts.length === 0 ? unchanged : texts.join('; ');
  const when = last === undefined ? '' : `, ${last.slice(11, 19)} UTC`;
  return `${word('id')} ${word('severity').toUpperCase()} ${word('phase')}${when}: ${what}${dueText(incident)}${closeText(incident)}`;
}

/** What is resolved waits for the verdict on its alert, once everybody has heard that it is over. */
function closeText(incident: JsonReader): string {
  const isLast = incident.at('nextDue').optional((due) => due) === undefined;
  return isLast && incident.at('phase').text() === 'resolved'
    ? `; next: firebreak incident close ${incident.at('id').text()} ${VERDICTS.join('|')} --reason "…"`
    : '';
}

/** `; next: the update for customers, due 2026-03-09 12:44 UTC`; empty where nothing falls due. */
export function dueText(incident: JsonReader): string {
  const next = incident.at('nextDue').optional((due) => due);
  if (!next) return '';
  const at = next.at('dueAt').text();
  return `; next: ${next.at('what').text()}, due ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
