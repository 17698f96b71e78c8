import Type from 'typebox';
import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import { suggestion } from '../../spec/closest.js';
import type { Complaints } from './reading.js';

export const RollbackHooks = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  additionalProperties: { type: 'string', description: 'the name of a webhook receiver' },
  description: 'a map of service: webhook receiver, which rolls that service back when somebody says so',
});

/**
 * The receivers that roll services back, by service.
 * @param known all names of the file, those of broken receivers too
 */
export function readRollbackHooks(
  hooks: Readonly<Record<string, string>>,
  receivers: readonly ReceiverConfig[],
  known: readonly string[],
  problems: Complaints,
): ReadonlyMap<string, string> {
  for (const [service, name] of Object.entries(hooks)) {
    const path = ['incidents', 'rollback', service];
    const receiver = receivers.find((each) => each.name === name);
    if (!known.includes(name)) problems.at(path, `there is no receiver "${name}"`, suggestion(name, known));
    else if (receiver && receiver.kind !== 'webhook')
      problems.at(path, `"${name}" (${receiver.kind}) rolls nothing back`, 'name a webhook receiver');
  }
  return new Map(Object.entries(hooks));
}
