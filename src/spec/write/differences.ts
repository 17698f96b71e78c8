/** More than these are counted only. */
const MOST_TOLD = 3;

/**
 * In words where two values differ, for people: `page-1h.shortWindow: 5m would be 4m48s`. Empty where they are the same.
 * @param text how a leaf is written
 */
export function differencesText(
  value: unknown,
  other: unknown,
  text: (leaf: unknown, name: string) => string,
): string {
  const found = differences(value, other, [], text);
  const told = found.slice(0, MOST_TOLD).join(', ');
  return found.length > MOST_TOLD ? `${told} and ${found.length - MOST_TOLD} more` : told;
}

function differences(
  value: unknown,
  other: unknown,
  path: readonly string[],
  text: (leaf: unknown, name: string) => string,
): string[] {
  if (JSON.stringify(value) === JSON.stringify(other)) return [];
  const whole = path.length === 0;
  const a = partsOf(value) ?? (value === undefined && !whole ? {} : undefined);
  const b = partsOf(other) ?? (other === undefined && !whole ? {} : undefined);
  if (a && b && (value !== undefined || other !== undefined)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
      differences(a[name], b[name], [...path, name], text),
    );
  }
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  const name = path.at(-1) ?? '';
  // That all of it goes is said already.
  if (whole && (a || b)) return [];
  if (other === undefined) return [`${where}${text(value, name)} would be lost`];
  if (value === undefined) return [`${where}${text(other, name)} would be added`];
  return [`${where}${text(value, name)} would be ${text(other, name)}`];
}

/** The parts of a map, of a list of pairs, or of a list by what each is called. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(value.map((item: unknown, index) => named(item) ?? [String(index + 1), item]));
}

function named(item: unknown): readonly [string, unknown] | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if (Array.isArray(item)) {
    const [name, ...rest] = item as readonly unknown[];
    return typeof name === 'string' && rest.length > 0
      ? [name, rest.length === 1 ? rest[0] : rest]
      : undefined;
  }
  return 'id' in item && typeof item.id === 'string' ? [item.id, item] : undefined;
}
