import { expect, it } from 'vitest';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { writeSlos } from '../../../src/spec/write/write-slos.js';

const file = (service: string, dependsOn = '') => ({
  path: `${service}.yaml`,
  text: `service: ${service}
${dependsOn === '' ? '' : `depends_on: ${dependsOn}\n`}slis: {ok: {bad: 'sum(rate(bad_total[5m]))', total: 'sum(rate(all_total[5m]))'}}
slos: [{sli: ok, target: 99%, window: 30d}]
`,
});
const found = (dependsOn: string) =>
  readSpecs([file('shop', dependsOn), file('payments')]).problems.map(
    ({ severity, code, file: path, line, column, mend }) => [
      `${severity} ${code} ${path}:${line}:${column}`,
      mend,
    ],
  );

it('a service says which others it needs, and that is kept when its file is written anew', () => {
  const { slos, problems } = readSpecs([file('shop', '[payments, stock]')]);
  expect(problems).toEqual([]);
  expect(slos[0]?.metadata.dependsOn).toEqual(['payments', 'stock']);
  const { text } = writeSlos([{ slo: slos[0] ?? expect.fail('it is read') }], 'firebreak');
  expect(readSpecs([{ path: 'again.yaml', text }]).slos[0]?.metadata.dependsOn).toEqual([
    'payments',
    'stock',
  ]);
  expect(writeSlos([{ slo: slos[0] ?? expect.fail('it is read') }], 'openslo').problems).not.toEqual([]);
});

it.each([
  ['[payments, shop]', 'error depends-on-itself shop.yaml:2:24', 'leave it out'],
  ['[paymnets]', 'warning unknown-dependency shop.yaml:2:14', 'did you mean "payments"?'],
  ['["a service"]', 'error bad-format shop.yaml:2:14', ''],
  ['payments', 'error wrong-type shop.yaml:2:13', ''],
])('depends_on: %s is told where it stands', (dependsOn, problem, mend) => {
  expect(found(dependsOn)).toEqual([[problem, expect.stringContaining(mend)]]);
});
