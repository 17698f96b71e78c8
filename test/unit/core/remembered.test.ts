import { expect, it } from 'vitest';
import { remembered } from '../../../src/core/remembered.js';

it('works out once what is asked of each thing, an empty answer too', () => {
  const asked: string[] = [];
  const lengthOf = remembered(({ name }: { readonly name: string }) => {
    asked.push(name);
    return name.length;
  });
  const [long, empty, alike] = [{ name: 'long' }, { name: '' }, { name: 'long' }];
  expect([long, empty, long, empty, alike].map(lengthOf)).toEqual([4, 0, 4, 0, 4]);
  expect(asked).toEqual(['long', '', 'long']);
});
