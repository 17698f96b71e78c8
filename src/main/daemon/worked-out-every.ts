import type { Clock } from '../../engine/ports.js';

/** The same function, which works its answer out at most once in `ms`: for what takes long and is asked for often. */
export function workedOutEvery<Value>(ms: number, clock: Clock, workOut: () => Value): () => Value {
  let known: { readonly at: number; readonly value: Value } | undefined;
  return () => {
    const at = clock.now();
    if (!known || Math.abs(at - known.at) >= ms) known = { at, value: workOut() };
    return known.value;
  };
}
