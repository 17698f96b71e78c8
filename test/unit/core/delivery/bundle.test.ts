import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextBundle, type WaitingMessage } from '../../../../src/core/delivery/bundle.js';

const message = fc.record({
  signal: fc.record({
    kind: fc.constantFrom('trigger' as const, 'resolve' as const, 'refresh' as const),
    severity: fc.constantFrom('page' as const, 'ticket' as const),
  }),
  accepted: fc.constantFrom(undefined, { at: 0, receipt: 'r' }),
});

/** What goes out one after the other until nothing waits. */
function sent(waiting: readonly WaitingMessage[], most: number): (readonly WaitingMessage[])[] {
  const bundles: (readonly WaitingMessage[])[] = [];
  for (let rest = waiting; rest.length > 0; ) {
    const next = nextBundle(rest, most);
    bundles.push(next);
    rest = rest.filter((one) => !next.includes(one));
    if (next.length === 0) break;
  }
  return bundles;
}

describe('nextBundle', () => {
  it('hides nothing and sends nothing twice', () => {
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 5 }), (waiting, most) => {
        const all = sent(waiting, most).flat();
        expect(all).toHaveLength(waiting.length);
        expect(new Set(all)).toEqual(new Set(waiting));
      }),
    );
  });

  it('holds signals of one kind and severity, in their order, and the first that waits', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (waiting, most) => {
        const next = nextBundle(waiting, most);
        expect(next[0]).toBe(waiting[0]);
        expect(next.length).toBeLessThanOrEqual(most);
        expect(new Set(next.map(({ signal }) => `${signal.kind} ${signal.severity}`)).size).toBe(1);
        const places = next.map((one) => waiting.indexOf(one));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });

  it('makes a burst one message, however many of another kind stand between', () => {
    const one = (kind: 'trigger' | 'resolve') => ({
      signal: { kind, severity: 'page' as const },
      accepted: undefined,
    });
    const [a, b, c] = [one('trigger'), one('resolve'), one('trigger')];
    expect(nextBundle([a, b, c], 20)).toEqual([a, c]);
    expect(nextBundle([a, b, c], 1)).toEqual([a]);
  });

  it('leaves repetitions and questions for proof alone', () => {
    const refresh = { signal: { kind: 'refresh' as const, severity: 'page' as const }, accepted: undefined };
    const asked = {
      signal: { kind: 'trigger' as const, severity: 'page' as const },
      accepted: { at: 0, receipt: 'r' },
    };
    const fresh = { ...asked, accepted: undefined };
    expect(nextBundle([refresh, { ...refresh }], 20)).toEqual([refresh]);
    expect(nextBundle([asked, fresh], 20)).toEqual([asked]);
    expect(nextBundle([fresh, asked], 20)).toEqual([fresh]);
  });
});
