import { expect, it } from 'vitest';
import { type OneMoment, ofOneMoment } from '../../../../src/ui/pages/incident/model/one-moment.js';

/** What the two queries answered: the incident after so many of its events, and the outlook after so many. */
function answered(detail: number, outlook: number, id = 'INC-1'): OneMoment {
  return { detail: { incident: { id, eventCount: detail } }, outlook: { eventCount: outlook } } as OneMoment;
}

it('keeps what was shown while one of the two is of another moment', () => {
  const shown = answered(3, 3);
  expect(ofOneMoment(shown, answered(4, 3), true)).toBe(shown);
  expect(ofOneMoment(shown, answered(3, 4), true)).toBe(shown);
});

it('shows both as soon as they are of one moment', () => {
  const newest = answered(4, 4);
  expect(ofOneMoment(answered(3, 3), newest, true)).toBe(newest);
});

it('shows what there is when nothing more comes: one of the two may have failed', () => {
  const newest = answered(4, 3);
  expect(ofOneMoment(answered(3, 3), newest, false)).toBe(newest);
});

it('never shows another incident than the one that is asked for', () => {
  const newest = answered(4, 3, 'INC-2');
  expect(ofOneMoment(answered(3, 3), newest, true)).toBe(newest);
});

it('shows the same thing as long as the answers are the same', () => {
  const shown = answered(3, 3);
  expect(ofOneMoment(shown, { ...shown }, false)).toBe(shown);
});
