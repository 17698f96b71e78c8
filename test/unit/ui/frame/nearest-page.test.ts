import { expect, it } from 'vitest';
import { nearestPage } from '../../../../src/ui/frame/nearest-page.js';

it.each([
  ['/incidents/INC-1/xyz', '/incidents/INC-1'],
  ['/slos/shop/latency/whatif', '/slos/shop/latency'],
  ['/slos/shop', undefined],
  ['/status/payments/today', '/status/payments'],
  ['/Incidents', '/incidents'],
  ['/oncall/primary', '/oncall'],
  ['/nonsense', undefined],
])('%s was meant for %s', (path, page) => {
  expect(nearestPage(path)).toBe(page);
});
