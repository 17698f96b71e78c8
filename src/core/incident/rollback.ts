import type { LastDeploy } from '../delivery/signal.js';
import { MINUTE } from '../time/duration.js';
import type { MakeEvent } from './decide-severity.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { Mitigation, SliSight } from './mitigation.js';
import { decideMitigation } from './mitigations.js';
import type { OtherRollback } from './other-rollback.js';
import type { IncidentPolicy } from './policy.js';

/** The hook that rolls a service back, as the configuration has it. */
export interface RollbackHook {
  readonly receiver: string;
  /** What is out now, where deploys are told. */
  readonly deploy: LastDeploy | undefined;
}

/** Somebody has the hook roll the service back, or the engine writes down what became of that. */
export type RollbackCommand =
  | {
      readonly kind: 'roll-back';
      /** Undefined: to whatever was out before. */
      readonly version: string | undefined;
      readonly reason: string;
      /** Once more, although it was asked for before. */
      readonly again: boolean;
      /** Undefined where none is configured for the service. */
      readonly hook: RollbackHook | undefined;
      /** What another incident of the service has asked for. */
      readonly elsewhere?: OtherRollback | undefined;
      readonly before: SliSight;
      readonly by: string;
    }
  | {
      readonly kind: 'settle-rollback';
      readonly mitigation: number;
      /** `unknown`: an attempt may have arrived of which nobody has heard. */
      readonly outcome: 'taken' | 'failed' | 'unknown';
      /** The receipt, or why it was not taken. */
      readonly detail: string;
      readonly by: 'engine';
    };

type Decision = IncidentEvent | { readonly rejected: string };

/** A rollback that reaches its hook later than this would undo what is done meanwhile. */
const HOLDS_FOR = 5 * MINUTE;

/** Decides what asking for a rollback does, which is a mitigation like others, or what came of it. */
export function decideRollback(
  incident: Incident,
  command: RollbackCommand,
  at: number,
  policy: IncidentPolicy,
  event: MakeEvent,
): Decision | undefined {
  if (command.kind === 'settle-rollback') return settled(incident, command, event);
  const { hook, version, reason, before, by } = command;
  if (incident.status === 'resolved') return { rejected: `${incident.id} is ${incident.phase}` };
  if (!hook)
    return {
      rejected: `no rollback hook is configured for "${incident.service}" (incidents.rollback in firebreak.yaml)`,
    };
  if (reason.trim() === '') return { rejected: 'say why it is rolled back' };
  const asked = incident.mitigations.findLast(({ rollback }) => rollback !== undefined);
  const refused =
    (asked && refuseSecond(asked, command.again)) ??
    (command.elsewhere && refuseSecond(command.elsewhere.asked, command.again, command.elsewhere.incident));
  if (refused !== undefined) return { rejected: refused };
  const text = `${goal(version, hook.deploy)} (${reason.trim()})`;
  const decided = decideMitigation(
    incident,
    { kind: 'mitigate', mitigation: 'rollback', text, before, by },
    at,
    policy,
    event,
  );
  if ('rejected' in decided) return decided;
  const { receiver } = hook;
  return {
    ...decided,
    text: `${decided.text}; ${receiver} is asked to do it`,
    data: {
      ...decided.data,
      hook: receiver,
      expiresAt: at + HOLDS_FOR,
      because: reason.trim(),
      ...(version === undefined ? {} : { version }),
      ...(hook.deploy === undefined ? {} : { from: hook.deploy.version }),
    },
  };
}

/** `to v1.41`, `of v1.42`, or `of what is out` where neither is known. */
function goal(version: string | undefined, deploy: LastDeploy | undefined): string {
  return version === undefined ? `of ${deploy?.version ?? 'what is out'}` : `to ${version}`;
}

/** The same request twice, or two people at once, are not to roll back by two versions. */
function refuseSecond(
  { number, rollback }: Mitigation,
  again: boolean,
  incident?: string,
): string | undefined {
  if (!rollback || rollback.outcome === 'failed') return undefined;
  const where = `M${number}${incident === undefined ? '' : ` of ${incident}`}`;
  if (rollback.outcome === 'asked')
    return `${where} has asked ${rollback.receiver} for it, which has not answered yet`;
  if (again) return undefined;
  return rollback.outcome === 'unknown'
    ? `nobody knows whether ${rollback.receiver} has taken the rollback of ${where}: look there, and say so if it is to be asked once more`
    : `${rollback.receiver} has taken a rollback for ${where} already: say so if it is to roll back once more`;
}

function settled(
  { mitigations }: Incident,
  { mitigation, outcome, detail }: RollbackCommand & { kind: 'settle-rollback' },
  event: MakeEvent,
): IncidentEvent | undefined {
  const about = mitigations.find(({ number }) => number === mitigation);
  if (about?.rollback?.outcome !== 'asked') return undefined;
  const { receiver } = about.rollback;
  if (outcome === 'taken')
    return event('rollback-taken', `M${mitigation}: ${receiver} has taken the rollback (receipt ${detail})`, {
      mitigation,
      receipt: detail,
    });
  const said =
    outcome === 'failed'
      ? `${receiver} has not taken the rollback`
      : `nobody knows whether ${receiver} has taken the rollback`;
  return event(
    'rollback-failed',
    `M${mitigation}: ${said} (${detail}): see there whether it runs, or roll back by hand`,
    { mitigation, outcome, reason: detail },
  );
}
