import type { EscalationPolicy, EscalationTarget } from '../../core/escalation/escalation-policy.js';
import { DAY, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { all } from './compile-schedule.js';
import type { EscalationSpec, TargetSpec } from './schema.js';

/** An escalation policy as the schema has passed it; undefined with the reasons in `at`. */
export function compileEscalation(
  id: string,
  spec: EscalationSpec,
  at: Findings,
): EscalationPolicy | undefined {
  const steps = all(spec.steps, ({ call, wait }, index) => {
    const below = at.under('steps', index);
    const targets = all(call, (target, position) => compileTarget(target, below.under('call', position)));
    const timeout = readWait(wait, ['wait'], below);
    return targets && timeout !== undefined ? { targets, timeout } : undefined;
  });
  return steps && { id, steps, repeat: spec.repeat ?? 0, ticketsQuiet: spec.tickets !== 'loud' };
}

/** How long a step waits (ms); undefined with the reason in `at`. */
export function readWait(text: string, path: Path, at: Findings): number | undefined {
  const wait = parseDuration(text);
  if (wait !== undefined && wait <= DAY) return wait;
  const mend = durationMend(text, 'write such as 5m or 1h', (ms) => ms <= DAY);
  return at.error('bad-duration', path, `"${text}" is no duration up to 1d`, mend);
}

function compileTarget(spec: TargetSpec, at: Findings): EscalationTarget | undefined {
  const { person, schedule, tier, team, receiver } = spec;
  const given = Object.keys(spec).filter((key) => !(key === 'team' && tier !== undefined));
  if (given.length !== 1)
    return at.error(
      'which-target',
      [],
      given.length === 0 ? 'nobody is called' : `${given.join(' and ')} cannot both be one target`,
      given.length === 0 ? 'write such as {tier: primary}' : 'make them two items of the list',
    );
  if (person !== undefined) return { kind: 'person', person };
  if (schedule !== undefined) return { kind: 'schedule', schedule };
  if (tier !== undefined) return { kind: 'tier', tier, team };
  if (team !== undefined) return { kind: 'team', team };
  return receiver === undefined ? undefined : { kind: 'receiver', receiver };
}
