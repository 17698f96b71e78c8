/** Where one thing is shown: what follows of its address is mistyped. */
const OF_ONE = [/^\/incidents\/[^/]+/, /^\/slos\/[^/]+\/[^/]+/, /^\/status\/[^/]+/];
const LISTS = ['/incidents', '/oncall', '/gates', '/deliveries', '/settings'];

/** The page that an address without one is likely meant for; undefined where none is like it. */
export function nearestPage(path: string): string | undefined {
  const lower = path.toLowerCase();
  for (const shape of OF_ONE) {
    const found = shape.exec(path)?.[0];
    if (found !== undefined) return found;
  }
  return LISTS.find((list) => lower.startsWith(list));
}
