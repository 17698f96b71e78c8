import type { EnginePorts, EngineState } from '../engine-state.js';
import type { InboundSeen } from '../ports.js';

/**
 * Does what a message from outside asks for, unless the same message was taken before; undefined then. A crash between the act and the
 * note has it done again, so it is to be one that changes nothing the second time.
 */
export async function once<Result>(
  state: EngineState,
  { store, clock }: EnginePorts,
  message: Pick<InboundSeen, 'source' | 'id'>,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  if (await store.wasSeen(message.source, message.id)) return undefined;
  const result = await act();
  const at = clock.now();
  await state.commits.run(() => store.commit({ at, inboundSeen: [{ ...message, at }] }));
  return result;
}
