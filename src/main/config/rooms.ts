import type { ReceiverConfig } from '../../adapters/notifiers/receiver-config.js';
import type { Complaints } from './reading.js';
import { refuseUnknownNames } from './routes.js';

/**
 * The names of the receivers where each incident has a room.
 * @param known all names of the file, those of broken receivers too
 */
export function readRooms(
  names: readonly string[],
  receivers: readonly ReceiverConfig[],
  known: readonly string[],
  problems: Complaints,
): readonly string[] {
  const path = ['incidents', 'rooms'];
  refuseUnknownNames(names, path, known, problems);
  names.forEach((name, index) => {
    const receiver = receivers.find((each) => each.name === name);
    if (!receiver || receiver.kind === 'slack-api') return;
    problems.at(
      [...path, index],
      `"${name}" (${receiver.kind}) has no rooms for incidents`,
      'name a slack receiver with a token and a channel',
    );
  });
  return [...new Set(names)];
}
