import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../../src/spec/incidents/instant.js';

describe('parseInstant', () => {
  it('reads date, time and offset', () => {
    expect(parseInstant('2026-03-01T12:00:00Z')).toBe(Date.UTC(2026, 2, 1, 12));
    expect(parseInstant(' 2028-02-29 00:30:00+05:30 ')).toBe(Date.UTC(2028, 1, 28, 19));
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01',
    '2026-03-01T12:00:00',
  ])('%s is no instant', (text) => expect(parseInstant(text)).toBeUndefined());
});
