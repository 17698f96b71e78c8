import type { EscalationStep, EscalationTarget } from '../../../../core/escalation/escalation-policy.js';
import { DAY, MINUTE } from '../../../../core/time/duration.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { type PeopleById, personAt } from './people.js';
import type { SchedulesById } from './schedules.js';

/** A policy that was taken, with what PagerDuty says of it. */
export interface TakenPolicy {
  readonly id: string;
  readonly foreign: ForeignValue;
  readonly steps: readonly EscalationStep[];
}

export function addEscalations(
  draft: Draft,
  policies: readonly ForeignValue[],
  people: PeopleById,
  schedules: SchedulesById,
): TakenPolicy[] {
  const seen = new Set<string>();
  return policies.flatMap((foreign) => {
    const key = foreign.at('id').text();
    if (key === undefined || seen.has(key)) return [];
    seen.add(key);
    const steps = foreign
      .at('escalation_rules')
      .list()
      .flatMap((rule) => stepOf(draft, rule, people, schedules));
    if (steps.length === 0) {
      draft.leaveOut(foreign, 'it has no rule that reaches anybody, and is left out');
      return [];
    }
    const id = draft.nameFor('escalation', foreign.at('name').text() ?? key);
    draft.escalations.set(id, {
      id,
      steps,
      repeat: foreign.at('num_loops').number() ?? 0,
      ticketsQuiet: true,
    });
    return [{ id, foreign, steps }];
  });
}

function stepOf(
  draft: Draft,
  rule: ForeignValue,
  people: PeopleById,
  schedules: SchedulesById,
): EscalationStep[] {
  const targets = rule
    .at('targets')
    .list()
    .flatMap((target) => targetOf(draft, target, people, schedules) ?? []);
  const strategy = rule.at('escalation_rule_assignment_strategy').at('type').text();
  if (strategy !== undefined && strategy !== 'assign_to_everyone')
    draft.note(rule, `all targets of a step are called at once, not by ${strategy}`);
  if (targets.length === 0) {
    draft.leaveOut(rule, 'it reaches nobody that could be taken, and is left out');
    return [];
  }
  return [{ targets, timeout: waitOf(draft, rule.at('escalation_delay_in_minutes')) }];
}

/** What PagerDuty itself takes where nothing is said. */
const USUAL = 30;

function waitOf(draft: Draft, delay: ForeignValue): number {
  const minutes = delay.number();
  if (minutes === undefined || minutes <= 0) {
    draft.note(delay, `how long the step waits is not told: ${USUAL} minutes are taken`);
    return USUAL * MINUTE;
  }
  if (minutes * MINUTE > DAY) draft.note(delay, 'a step waits a day at most');
  return Math.min(minutes * MINUTE, DAY);
}

function targetOf(
  draft: Draft,
  target: ForeignValue,
  people: PeopleById,
  schedules: SchedulesById,
): EscalationTarget | undefined {
  const type = target
    .at('type')
    .text()
    ?.replace(/_reference$/, '');
  if (type === 'user') {
    const person = personAt(draft, people, target);
    return person === undefined ? undefined : { kind: 'person', person };
  }
  const schedule = type === 'schedule' ? schedules.get(target.at('id').text() ?? '') : undefined;
  if (schedule !== undefined) return { kind: 'schedule', schedule };
  draft.leaveOut(
    target,
    type === 'schedule'
      ? `the schedule ${target.at('summary').text() ?? target.at('id').text() ?? ''} was not taken`
      : `a target of type ${type ?? 'none'} cannot be said`,
  );
  return undefined;
}
