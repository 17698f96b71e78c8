import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Route, receiversFor } from '../../../../src/core/delivery/route.js';
import { sampleRow } from '../../../support/store-samples.js';

const { signal } = sampleRow({ service: 'checkout-api', severity: 'page', labels: { team: 'payments' } });
const takes = (match: Route['match'], to = signal) =>
  receiversFor(to, [match === undefined ? { receivers: ['x'] } : { match, receivers: ['x'] }]).length === 1;

describe('receiversFor', () => {
  it('adds up every matching route, each receiver once, in their order', () => {
    const routes: Route[] = [
      { receivers: ['log'] },
      { match: { severity: 'ticket' }, receivers: ['tickets'] },
      { match: { service: 'checkout-*' }, receivers: ['pager', 'log'] },
      { match: { severity: 'page' }, receivers: ['chat', 'pager'] },
    ];
    expect(receiversFor(signal, routes)).toEqual(['log', 'pager', 'chat']);
    expect(receiversFor(signal, [])).toEqual([]);
  });

  it('asks for everything that a route names', () => {
    expect(takes(undefined)).toBe(true);
    expect(takes({})).toBe(true);
    expect(takes({ severity: 'page', service: 'checkout-api', labels: { team: 'payments' } })).toBe(true);
    expect(takes({ severity: 'page', service: 'search' })).toBe(false);
    expect(takes({ labels: { team: 'payments', region: 'eu' } })).toBe(false);
    expect(takes({ labels: { team: 'pay*' } })).toBe(false);
  });

  it('takes a star for any run of characters and everything else literally', () => {
    const letters = fc.constantFrom('a', 'b', '.', '*');
    const texts = fc.constantFrom('a', 'b', '.');
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 8 }),
        fc.string({ unit: texts, maxLength: 10 }),
        (glob, service) => {
          const pattern = glob.replaceAll('.', '\\.').replaceAll('*', '.*');
          expect(takes({ service: glob }, { ...signal, service })).toBe(
            new RegExp(`^${pattern}$`).test(service),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
