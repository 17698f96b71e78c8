import { expect, it } from 'vitest';
import { receiverStates } from '../../../../src/ui/pages/settings/receiver-state.js';

const said = (...own: readonly ['failed' | 'pending' | 'delivered' | 'discarded', string | null][]) =>
  receiverStates(
    [{ name: 'chat' }],
    [
      { receiver: 'pager', state: 'delivered', lastError: null } as const,
      ...own.map(([state, lastError]) => ({ receiver: 'chat', state, lastError })),
    ],
  ).map(({ tone, word, text }) => `${tone}: ${word}, ${text}`);

it('says of a receiver how it took what it was sent, and nothing good of one that was sent nothing', () => {
  expect(said()).toEqual(['unknown: not known, nothing has reached it yet: test it']);
  expect(said(['discarded', 'gone'], ['pending', null])).toEqual([
    'unknown: not known, nothing has reached it yet: test it',
  ]);
  expect(said(['pending', null], ['delivered', null])).toEqual(['ok: takes, what it is sent']);
  expect(said(['pending', 'HTTP 503'], ['delivered', null])).toEqual(['ticket: being tried, HTTP 503']);
  expect(said(['failed', 'HTTP 400'], ['delivered', null], ['failed', 'HTTP 410'])).toEqual([
    'page: does not take, 2 messages given up, the last: HTTP 400',
  ]);
  expect(said(['delivered', null], ['failed', 'HTTP 400'])).toEqual([
    'ticket: takes again, 1 message given up before that',
  ]);
});
