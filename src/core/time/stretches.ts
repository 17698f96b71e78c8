/** A stretch of time, (from, to] in epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The same time as stretches in order that neither overlap nor touch; empty ones are gone. */
export function mergeStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    if (stretch.to <= stretch.from) continue;
    const last = merged.at(-1);
    if (!last || stretch.from > last.to) merged.push(stretch);
    else if (stretch.to > last.to) merged[merged.length - 1] = { from: last.from, to: stretch.to };
  }
  return merged;
}

/** How much (ms) of a stretch merged ones cover. */
export function coveredMs(merged: readonly Stretch[], { from, to }: Stretch): number {
  let covered = 0;
  for (const each of merged) covered += Math.max(0, Math.min(to, each.to) - Math.max(from, each.from));
  return covered;
}

/** The time that lies in both of two lists of merged stretches, as merged ones. */
export function overlaps(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
      return from < to ? [{ from, to }] : [];
    }),
  );
}

/** What is left of stretches without the merged ones of `cut`. */
export function without(stretches: readonly Stretch[], cut: readonly Stretch[]): Stretch[] {
  return stretches.flatMap(({ from, to }) => {
    const left: Stretch[] = [];
    let begin = from;
    for (const hole of cut) {
      if (hole.to <= begin || hole.from >= to) continue;
      if (hole.from > begin) left.push({ from: begin, to: hole.from });
      begin = hole.to;
    }
    return begin < to ? [...left, { from: begin, to }] : left;
  });
}
