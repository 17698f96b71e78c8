import { describe, expect, it } from 'vitest';
import { lintFiles } from './read-folder.js';

const fileOf = (bad: string, total: string) => ({
  path: 'a.yaml',
  text: `service: shop
slis:
  answered:
    bad: ${bad}
    total: ${total}
slos:
  - {sli: answered, target: 99%, window: 30d}
`,
});
const found = (bad: string, total: string) =>
  lintFiles([fileOf(bad, total)], { select: ['errors-outside-total'] }).length;

describe('errors-outside-total', () => {
  it.each([
    ['a_total{code=~"5.."}', 'a_total{code!="404"}', 'a pattern may lie within a negation'],
    ['a_total{code="500"}', 'a_total{code!="404"}', 'a value that the total lets pass'],
    ['a_total{code="500"}', 'a_total{code=~"[45].."}', 'a value that the pattern matches'],
    ['a_total{shop="x", code="500"}', 'a_total{shop="x"}', 'one matcher more'],
    ['errors_total{code="500"}', 'a_total{shop="x"}', 'another metric tells nothing'],
    ['a_total{shop="x", code="500"}', 'a_total{shop="x"} + a_total{shop="y"}', 'one part of a sum'],
  ])('lets %s of %s pass: %s', (bad, total) => {
    expect(found(bad, total)).toBe(0);
  });

  it.each([
    ['a_total{code="404"}', 'a_total{code!="404"}', 'what the total leaves out'],
    ['a_total{code="500"}', 'a_total{code=~"4.."}', 'a value that the pattern refuses'],
    ['a_total{code="500"}', 'a_total{shop="x"}', 'of every shop'],
    ['a_total{shop="z", code="500"}', 'a_total{shop="x"} + a_total{shop="y"}', 'no part of a sum'],
    ['a_seconds_bucket{shop="y", le="1"}', 'a_seconds_count{shop="x"}', 'parts of one histogram'],
  ])('finds %s of %s: %s', (bad, total) => {
    expect(found(bad, total)).toBe(1);
  });
});
