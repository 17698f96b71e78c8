import type { Stretch } from '../../core/oncall/schedule.js';
import type { Shift } from '../../core/oncall/shifts.js';
import type { StandingFinding } from '../../core/oncall/standing-finding.js';
import { TIERS } from '../../core/oncall/tiers.js';
import { DAY } from '../../core/time/duration.js';
import type { Answering, OnCallStatus, PersonOnCall } from '../../engine/read-models.js';
import { parseInstant } from '../../spec/incidents/instant.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl } from '../daemon/target.js';
import { CommandFailure } from '../exit-codes.js';

/** Who is on call by the files that a daemon has in force. */
export async function askDaemon(context: CliContext, options: DaemonOptions): Promise<OnCallStatus> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/oncall'), url);
  const answer = new JsonReader(body, 'answer');
  return {
    at: instant(answer.at('at')),
    lookedUntilAt: instant(answer.at('lookedUntilAt')),
    findings: answer.at('findings').optional((findings) => findings.list().map(finding)),
    schedules: answer
      .at('schedules')
      .list()
      .map((schedule) => ({
        id: schedule.at('id').text(),
        timeZone: schedule.at('timeZone').text(),
        ...answering(schedule),
      })),
    teams: answer
      .at('teams')
      .list()
      .map((team) => ({
        name: team.at('name').text(),
        lead: team.at('lead').optional((lead) => lead.text()),
        services: texts(team.at('services')),
        tiers: team
          .at('tiers')
          .list()
          .map((tier) => ({
            tier: tier.at('tier').oneOf(TIERS),
            schedule: tier.at('schedule').optional((schedule) => schedule.text()),
            ...answering(tier),
          })),
      })),
  };
}

/** Who answers by a schedule, with the overrides that were made in the daemon; shifts follow each other, each unlike the one before. */
export async function askShifts(
  context: CliContext,
  options: DaemonOptions,
  schedule: string,
  { from, to }: Stretch,
): Promise<Shift[]> {
  const url = daemonUrl(context, options);
  const path = `/api/v1/oncall/schedules/${encodeURIComponent(schedule)}/shifts`;
  const daemon = await context.daemon(url);
  const shifts: Shift[] = [];
  for (let at = from; at < to; at += MOST_AT_ONCE) {
    const until = Math.min(at + MOST_AT_ONCE, to);
    const query = { from: new Date(at).toISOString(), until: new Date(until).toISOString() };
    const answer = new JsonReader(bodyOf(await daemon.getJson(path, query), url), 'answer');
    for (const shift of answer.at('shifts').list().map(shiftOf)) {
      const last = shifts.at(-1);
      const goesOn = last && JSON.stringify(last.onCall) === JSON.stringify(shift.onCall);
      if (goesOn) shifts[shifts.length - 1] = { ...last, to: shift.to };
      else shifts.push(shift);
    }
  }
  return shifts;
}

/** A daemon tells of 100 days at a time. */
const MOST_AT_ONCE = 100 * DAY;

function shiftOf(reader: JsonReader): Shift {
  const onCall = reader.at('onCall').optional(person);
  return {
    from: instant(reader.at('startAt')),
    to: instant(reader.at('endAt')),
    onCall: onCall && {
      person: onCall.person,
      because: onCall.because,
      layer: onCall.layer,
      insteadOf: onCall.insteadOf,
      shadows: onCall.shadows,
    },
  };
}

function finding(reader: JsonReader): StandingFinding {
  return {
    code: reader.at('code').text(),
    severity: reader.at('severity').oneOf(['warning']),
    subject: reader.at('subject').text(),
    message: reader.at('message').text(),
    mend: reader.at('mend').text(),
  };
}

function answering(reader: JsonReader): Answering {
  return {
    state: reader.at('state').oneOf(['covered', 'gap', 'unknown', 'unset']),
    text: reader.at('text').text(),
    now: reader.at('now').optional(person),
    whyNobody: reader.at('whyNobody').optional((why) => why.text()),
    next: reader.at('next').optional((next) => ({
      at: instant(next.at('at')),
      onCall: next.at('onCall').optional(person),
    })),
  };
}

function person(reader: JsonReader): PersonOnCall {
  return {
    person: reader.at('person').text(),
    fullName: reader.at('fullName').text(),
    because: reader.at('because').oneOf(['override', 'rotation', 'cover']),
    reason: reader.at('reason').text(),
    layer: reader.at('layer').optional((layer) => layer.text()),
    insteadOf: reader.at('insteadOf').optional((insteadOf) => insteadOf.text()),
    shadows: texts(reader.at('shadows')),
  };
}

function texts(reader: JsonReader): string[] {
  return reader.list().map((item) => item.text());
}

function instant(reader: JsonReader): number {
  const text = reader.text();
  const at = parseInstant(text);
  if (at === undefined)
    throw new CommandFailure(`the daemon's answer has "${text}" where an instant should be`);
  return at;
}
