import { expect, test } from 'vitest';
import { sloOfGroup } from '../../../src/core/slo/slo-template.js';
import { foldGroups } from '../../../src/lint/fold-groups.js';
import { route, routeTemplate } from '../../support/route-template.js';

const template = routeTemplate();
const find = (value: string, message = 'has never had an error') => {
  const slo = sloOfGroup(template, route(value));
  if (!slo) throw new Error('the route has a name');
  return { slo, field: 'target', message: `${slo.id} ${message}`, mend: `look at ${slo.id}` } as const;
};
const id = 'checkout-api/availability';

test('what is found alike of label sets is told once, of their template, with their number', () => {
  const folded = foldGroups([find('/a'), find('/b'), find('/c')]);
  expect(folded.map(({ message, mend }) => [message, mend])).toEqual([
    [`${id} has never had an error (3 label sets)`, `look at ${id}`],
  ]);
});

test('what is found of one label set, or not alike, is told of it', () => {
  const findings = [
    find('/a'),
    find('/b', 'is out of budget for 3 d'),
    find('/c', 'is out of budget for 4 d'),
  ];
  expect(foldGroups(findings)).toEqual(findings);
});

test('SLOs without a template are told one by one', () => {
  const [one, other] = ['a', 'b'].map((name) => ({
    ...find('/a', 'x'),
    slo: { ...template.slo, id: `shop/${name}` },
    message: 'is the same',
  }));
  if (!one || !other) throw new Error('there are two');
  expect(foldGroups([one, other])).toEqual([one, other]);
});
