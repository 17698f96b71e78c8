import type { LastDeploy } from '../delivery/signal.js';
import type { Incident } from './incident.js';
import type { Mitigation } from './mitigation.js';

/** A rollback that another incident of the service has asked for. */
export interface OtherRollback {
  readonly incident: string;
  readonly asked: Mitigation;
}

/**
 * The newest rollback of what is out now that another incident has asked for, and that has not failed. Where deploys are not told, those of incidents that
 * go on are taken for it.
 * @param others of the same service
 */
export function otherRollback(
  { id }: Pick<Incident, 'id'>,
  others: readonly Incident[],
  { deploy }: { readonly deploy: LastDeploy | undefined },
): OtherRollback | undefined {
  return others
    .filter((other) => other.id !== id && (deploy !== undefined || other.status !== 'resolved'))
    .flatMap((other) => other.mitigations.map((asked) => ({ incident: other.id, asked })))
    .filter(({ asked }) => asked.rollback !== undefined && asked.rollback.outcome !== 'failed')
    .filter(
      ({ asked }) =>
        deploy === undefined || (asked.rollback?.from === deploy.version && asked.at >= deploy.at),
    )
    .sort((a, b) => a.asked.at - b.asked.at)
    .at(-1);
}
