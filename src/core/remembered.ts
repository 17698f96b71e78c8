/**
 * The same function, which works each answer out once: for what is asked again and again of things that never change. What it knows goes
 * when the thing goes.
 */
export function remembered<Key extends object, Value extends string | number | object>(
  workOut: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = workOut(key);
    known.set(key, value);
    return value;
  };
}
