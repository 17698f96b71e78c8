import type { EscalationStep, EscalationTarget } from '../../../../core/escalation/escalation-policy.js';
import { groupBy } from '../../../../core/group-by.js';
import { DAY, formatDuration, HOUR, MINUTE } from '../../../../core/time/duration.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { type PeopleByKey, personAt } from './people.js';
import type { SchedulesByKey } from './schedules.js';

/** What escalations may name: teams have their names before they are added. */
export interface Known {
  readonly people: PeopleByKey;
  readonly schedules: SchedulesByKey;
  /** By ids and names of Opsgenie's. */
  readonly teams: ReadonlyMap<string, string>;
}

/** An escalation that was taken, with what Opsgenie says of it. */
export interface TakenPolicy {
  readonly id: string;
  readonly foreign: ForeignValue;
  readonly steps: readonly EscalationStep[];
}

const UNITS: Readonly<Record<string, number>> = { minutes: MINUTE, hours: HOUR, days: DAY };
/** How long the last step has, where nothing is said of it. */
const LAST = 5 * MINUTE;

export function addEscalations(
  draft: Draft,
  escalations: readonly ForeignValue[],
  known: Known,
): TakenPolicy[] {
  return escalations.flatMap((foreign) => {
    const repeat = foreign.at('repeat');
    const interval = (repeat.at('waitInterval').number() ?? 0) * MINUTE;
    const steps = stepsOf(draft, foreign.at('rules'), known, interval > 0 ? Math.min(interval, DAY) : LAST);
    if (steps.length === 0) {
      draft.leaveOut(foreign, 'it has no rule that reaches anybody, and is left out');
      return [];
    }
    for (const name of ['closeAlertAfterAll', 'resetRecipientStates'])
      if (repeat.at(name).value === true) draft.note(repeat.at(name), 'there is nothing like it here');
    const id = draft.nameFor('escalation', foreign.at('name').text() ?? 'escalation');
    const times = interval > 0 ? (repeat.at('count').number() ?? 0) : 0;
    draft.escalations.set(id, { id, steps, repeat: Math.min(times, 20), ticketsQuiet: true });
    return [{ id, foreign, steps }];
  });
}

/** Delays are counted from the alert on: what has the same one is a step, which waits until the next. */
function stepsOf(draft: Draft, rules: ForeignValue, known: Known, last: number): EscalationStep[] {
  const delayed = rules.list().flatMap((rule) => {
    const delay = rule.at('delay');
    const unit = UNITS[delay.at('timeUnit').text() ?? 'minutes'] ?? MINUTE;
    const targets = targetsOf(draft, rule, known);
    return targets.length === 0 ? [] : [{ delay: (delay.at('timeAmount').number() ?? 0) * unit, targets }];
  });
  const steps = [...groupBy(delayed, ({ delay }) => delay)].sort(([a], [b]) => a - b);
  const [first] = steps;
  if (first && first[0] > 0)
    draft.note(rules, `the first step is taken at once, not after ${formatDuration(first[0])}`);
  return steps.map(([delay, together], index) => {
    const next = steps[index + 1];
    const wait = next ? next[0] - delay : last;
    if (wait > DAY) draft.note(rules, 'a step waits a day at most');
    return { targets: together.flatMap(({ targets }) => targets), timeout: Math.min(wait, DAY) };
  });
}

function targetsOf(draft: Draft, rule: ForeignValue, known: Known): EscalationTarget[] {
  const recipient = rule.at('recipient');
  const type = recipient.at('type').text() ?? 'none';
  const notify = rule.at('notifyType').text() ?? 'default';
  if (rule.at('condition').text() === 'if-not-closed')
    draft.note(rule.at('condition'), 'an acknowledgement ends the escalation here, not only the close');
  if (type === 'user') {
    const person = personAt(draft, known.people, recipient);
    return person === undefined ? [] : [{ kind: 'person', person }];
  }
  const keys = [recipient.at('id').text(), recipient.at('name').text()].flatMap((key) => key ?? []);
  const called = keys.at(-1) ?? 'without a name';
  if (type === 'team') {
    if (notify !== 'all')
      draft.note(rule.at('notifyType'), `everybody in the team is called, not ${notify} of it`);
    const team = keys.flatMap((key) => known.teams.get(key) ?? [])[0];
    if (team !== undefined) return [{ kind: 'team', team }];
  }
  if (type === 'schedule' && notify === 'default') {
    const schedules = keys.flatMap((key) => known.schedules.get(key) ?? []);
    if (schedules.length > 0)
      return [...new Set(schedules)].map((schedule) => ({ kind: 'schedule', schedule }));
  }
  draft.leaveOut(
    rule,
    type === 'schedule' && notify !== 'default'
      ? `${notify} of the schedule ${called} cannot be called; the rule is left out`
      : `the ${type} ${called} was not taken; the rule is left out`,
  );
  return [];
}
