import type { Incident, IncidentEvent } from './incident.js';
import type { Mitigation, RollbackRun } from './mitigation.js';

/** What is known of a rollback when it is asked for; undefined of mitigations that people do themselves. */
export function rollbackIn({ data }: IncidentEvent): RollbackRun | undefined {
  if (data['hook'] === undefined) return undefined;
  const word = (name: string) => (data[name] === undefined ? undefined : String(data[name]));
  return {
    receiver: String(data['hook']),
    reason: String(data['because']),
    version: word('version'),
    from: word('from'),
    expiresAt: Number(data['expiresAt']),
    outcome: 'asked',
    endedAt: undefined,
  };
}

/** The rollbacks of which nobody knows yet whether their hook has taken them. */
export function openRollbacks({ mitigations }: Pick<Incident, 'mitigations'>): readonly Mitigation[] {
  return mitigations.filter(({ rollback }) => rollback?.outcome === 'asked');
}
