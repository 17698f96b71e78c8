import { expect, test } from 'vitest';
import { restAfter } from '../../../../src/main/daemon/history-loop.js';

const INTERVAL = 30_000;

test.each([
  ['as long as it took to answer', 900, 900],
  ['less what it rested while the daemon counted', 1_300, 500],
  ['hardly, when the daemon was slower than the source', 4_000, 20],
  ['as long, when the clock went back meanwhile', -60_000, 900],
])('between two chunks of history the source rests %s', (_, tookMs, rest) =>
  expect(restAfter({ outcome: 'more', askedMs: 900 }, tookMs, INTERVAL)).toBe(rest),
);

test('estimates follow each other at once; without history left the next look waits for an evaluation', () => {
  expect(restAfter({ outcome: 'seeded' }, 900, INTERVAL)).toBe(20);
  expect(restAfter({ outcome: 'done', askedMs: 900 }, 900, INTERVAL)).toBe(INTERVAL);
});
