import { wallText } from '../../core/time/wall-text.js';
import type { Answering, OnCallStatus, ScheduleOnCall } from '../../engine/read-models.js';
import type { Output } from '../context.js';
import { columns } from '../text/columns.js';
import { NOBODY } from './words.js';

type Paint = Output['paint'];

/** Who is on call now and next, as tables of schedules and of teams. */
export function statusText({ at, schedules, teams, findings }: OnCallStatus, paint: Paint): string {
  const rows = schedules.map((schedule) => {
    const { id, next } = schedule;
    return [
      id,
      personText(schedule),
      reasonOf(schedule),
      untilText(schedule),
      next ? (next.onCall?.person ?? NOBODY) : '-',
    ];
  });
  const tiers = teams.flatMap((team) =>
    team.tiers
      .filter(({ state, tier }) => state !== 'unset' || tier === 'primary')
      .map((tier) => [team.name, tier.tier, personText(tier), tier.schedule ?? '-']),
  );
  return [
    schedules.length === 0 && teams.length === 0
      ? 'no schedules\n'
      : `on call at ${new Date(at).toISOString()}\n`,
    ...(rows.length === 0 ? [] : [table([['SCHEDULE', 'NOW', 'BECAUSE', 'UNTIL', 'THEN'], ...rows], paint)]),
    ...(tiers.length === 0 ? [] : [table([['TEAM', 'TIER', 'NOW', 'SCHEDULE'], ...tiers], paint)]),
    ...(findings ?? []).map(
      ({ code, message, mend }) => `${paint('yellow', `warning ${code}`)}: ${message}\n  ${mend}\n`,
    ),
  ].join('\n');
}

const UNKNOWN = '!! UNKNOWN';

function untilText({ state, timeZone, next }: ScheduleOnCall): string {
  if (state === 'unknown') return '-';
  return next ? `${wallText(timeZone, next.at)} ${timeZone}` : 'not within 13 weeks';
}

function personText({ state, now }: Answering): string {
  if (state === 'unknown') return UNKNOWN;
  return now?.person ?? NOBODY;
}

function reasonOf({ now, whyNobody, text }: Answering): string {
  if (!now) return whyNobody ?? text.split(/[,;]/)[0] ?? text;
  return [now.reason, ...now.shadows.map((name) => `${name} is told as well`)].join(', ');
}

function table(rows: readonly (readonly string[])[], paint: Paint): string {
  return columns(rows, (cell, row) => {
    if (row === 0) return paint('bold', cell);
    return cell === NOBODY || cell === UNKNOWN ? paint('red', cell) : cell;
  });
}
