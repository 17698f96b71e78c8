import { stringify } from 'yaml';
import type { EscalationPolicy, EscalationTarget } from '../../../core/escalation/escalation-policy.js';
import type { OnCallPlan, Person, Team } from '../../../core/oncall/plan.js';
import type { Layer, Schedule, Stretch, WeeklyHours } from '../../../core/oncall/schedule.js';
import { DAY, formatDuration, HOUR, MINUTE } from '../../../core/time/duration.js';
import type { LocalDate } from '../../../core/time/zone-clock.js';
import { type OnCallFile, WEEKDAYS } from '../schema.js';

/** A plan as the text of an on-call file, which reads as the same plan. */
export function planText({ people, schedules, teams, escalations }: OnCallPlan): string {
  return onCallText({
    ...section('people', people, personSpec),
    ...section('schedules', schedules, scheduleSpec),
    ...section('teams', teams, teamSpec),
    ...section('escalations', escalations, escalationSpec),
  });
}

/** The text of an on-call file. */
export function onCallText(file: OnCallFile): string {
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** A stretch as on-call files write it. */
function stretchSpec({ from, to }: Stretch): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function section<Item, Spec>(name: string, items: ReadonlyMap<string, Item>, specOf: (item: Item) => Spec) {
  if (items.size === 0) return {};
  return { [name]: Object.fromEntries([...items].map(([key, item]) => [key, specOf(item)])) };
}

function personSpec({ name, fullName, timeZone, joined, contacts }: Person) {
  return {
    ...(fullName === name ? {} : { name: fullName }),
    ...(timeZone === 'UTC' ? {} : { time_zone: timeZone }),
    ...(joined ? { joined: dayText(joined) } : {}),
    ...(contacts.length > 0
      ? {
          contacts: contacts.map(({ receiver, address }) => ({
            receiver,
            ...(address === undefined ? {} : { address }),
          })),
        }
      : {}),
  };
}

function scheduleSpec({ timeZone, layers, overrides, leaves, covers, shadows }: Schedule) {
  return {
    time_zone: timeZone,
    layers: layers.map(layerSpec),
    ...listed('overrides', overrides),
    ...listed('leaves', leaves),
    ...(Object.keys(covers).length > 0 ? { covers } : {}),
    ...listed('shadows', shadows),
  };
}

function listed(name: string, stretches: readonly Stretch[]) {
  if (stretches.length === 0) return {};
  return { [name]: stretches.map((each) => ({ ...each, ...stretchSpec(each) })) };
}

function layerSpec({ name, rotation, hours, until }: Layer) {
  const { people, from, handoff, days } = rotation;
  return {
    name,
    rotation: { people, start: dayText(from), handoff: clockText(handoff), every: everyText(days) },
    ...(hours.length > 0 ? { hours: hours.map(hoursSpec) } : {}),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
}

function everyText(days: number): string {
  if (days === 1) return 'daily';
  return days === 7 ? 'weekly' : `${days}d`;
}

function hoursSpec({ weekdays, from, to }: WeeklyHours) {
  const days = weekdays.flatMap((weekday) => WEEKDAYS[weekday] ?? []);
  return { days, from: clockText(from), to: clockText(to) };
}

function teamSpec({ members, lead, tiers, services, escalation }: Team) {
  return {
    members,
    ...(lead === undefined ? {} : { lead }),
    ...(Object.keys(tiers).length > 0 ? { tiers } : {}),
    ...(services.length > 0 ? { services } : {}),
    ...(escalation === undefined ? {} : { escalation }),
  };
}

function escalationSpec({ steps, repeat, ticketsQuiet }: EscalationPolicy) {
  return {
    steps: steps.map(({ targets, timeout }) => ({
      call: targets.map(targetSpec),
      wait: formatDuration(timeout),
    })),
    ...(repeat > 0 ? { repeat } : {}),
    ...(ticketsQuiet ? {} : { tickets: 'loud' }),
  };
}

function targetSpec({ kind: _, ...target }: EscalationTarget) {
  return Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
}

function dayText({ year, month, day }: LocalDate): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

function clockText(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor((ms % DAY) / HOUR))}:${two(Math.floor((ms % HOUR) / MINUTE))}`;
}
