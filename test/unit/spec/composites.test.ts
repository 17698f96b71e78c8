import type { Slo } from '../../../src/core/slo/slo.js';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { writeSlos } from '../../../src/spec/write/write-slos.js';

const service = (name: string, target: string, more = '') => ({
  path: `${name}.yaml`,
  text: `service: ${name}
slis: {ok: {bad: ${name}_failed_total, total: ${name}_total}}
slos: [{sli: ok, target: ${target}, window: 30d${more}}]
`,
});

function read(composite: string, ...others: readonly { readonly path: string; readonly text: string }[]) {
  const text = `service: journey\nslos:\n  - name: buy\n    composite: ${composite}\n    target: 99.5%\n    window: 30d\n`;
  const files = [{ path: 'journey.yaml', text }, service('shop', '99.9%'), service('pay', '99%'), ...others];
  const { slos, problems } = readSpecs(files);
  return {
    slos,
    ids: slos.map(({ id }) => id),
    composite: slos.find(({ id }) => id === 'journey/buy'),
    problems: problems.map(({ code, file, line, column, message, mend }) =>
      [`${code} ${file}:${line}:${column}`, message, mend].join(': '),
    ),
  };
}

describe('composites of files', () => {
  it('are made of SLOs of other files, each held to its own target', () => {
    const { composite, problems } = read('{all_of: [shop/ok, pay/ok], length: 5m}');
    expect(problems).toEqual([]);
    expect(composite?.composite).toMatchObject({
      combine: 'all-of',
      lengthMs: 5 * MINUTE,
      parts: [
        { sloId: 'shop/ok', goodShare: 0.999, weight: 1 },
        { sloId: 'pay/ok', goodShare: 0.99, weight: 1 },
      ],
    });
    expect(composite?.composite?.parts[1]?.sli.total[0]?.selector.metric).toBe('pay_total');
    expect(composite?.timeSlices).toMatchObject({ lengthMs: 5 * MINUTE, goodShare: 0.999 });
    expect(composite?.alertPolicies[0]).toMatchObject({ id: 'page-1h', shortWindow: 10 * MINUTE });
  });

  it('take slices of a minute, weights, and what parts promise of their own slices', () => {
    const sliced = service('search', '99.9%', ', time_slices: {length: 10m, good_when: 90%}');
    const { composite } = read('{weighted: {shop/ok: 2, search/ok: 1}}', sliced);
    expect(composite?.composite).toMatchObject({
      combine: 'weighted',
      lengthMs: MINUTE,
      parts: [
        { sloId: 'shop/ok', weight: 2 },
        { sloId: 'search/ok', goodShare: 0.9, weight: 1 },
      ],
    });
  });

  it.each([
    ['{length: 1m}', 'missing-field journey.yaml:4:17: this composite has no parts'],
    ['{all_of: [shop/ok], any_of: [pay/ok]}', 'two-definitions journey.yaml:4:44'],
    ['{all_of: [shop/ok, shop/ok]}', 'duplicate-component journey.yaml:4:35: shop/ok is named twice'],
    [
      '{all_of: [shop/okay, pay/ok]}',
      'unknown-component journey.yaml:4:26: there is no sound SLO "shop/okay" in the files that are read together: did you mean "shop/ok"?',
    ],
    ['{weighted: {shop/ok: 1, pay/no: 2}}', 'unknown-component journey.yaml:4:40'],
    [
      '{all_of: [web/ok, pay/ok]}',
      'unknown-component journey.yaml:4:26: there is no sound SLO "web/ok" in the files that are read together: did you mean "pay/ok" or "shop/ok"?',
    ],
    ['{weighted: {shop/ok: 0}}', 'journey.yaml:4:37'],
    [
      '{any_of: [journey/buy]}',
      'composite-of-composite journey.yaml:4:26: journey/buy cannot be part of itself',
    ],
    ['{any_of: [shop]}', 'journey.yaml:4:26'],
    ['{any_of: [shop/ok], length: 7m}', 'bad-slice-length journey.yaml:4:44'],
    ['{any_of: [shop/ok]}\n    time_slices: {length: 1m}', 'two-definitions journey.yaml:5:19'],
    ['{any_of: [shop/ok]}\n    sli: ok', 'two-definitions journey.yaml:5:10'],
    [
      '{any_of: [shop/ok]}\n    burn_rate_alerts: [{severity: page, short_window: 1m, long_window: 1h, burn_rate: 10}]',
      'window-under-two-slices journey.yaml:5:',
    ],
  ])('%s is refused at its place, and takes nothing else down', (composite, problem) => {
    const { problems, ids } = read(composite);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(ids).toEqual(['pay/ok', 'shop/ok']);
  });

  it('are no parts of composites', () => {
    const outer = {
      path: 'outer.yaml',
      text: 'service: outer\nslos: [{name: all, composite: {any_of: [journey/buy, shop/ok]}, target: 99%, window: 30d}]\n',
    };
    const { ids, problems } = read('{any_of: [shop/ok]}', outer);
    expect(ids).toEqual(['journey/buy', 'pay/ok', 'shop/ok']);
    expect(problems).toEqual([
      'composite-of-composite outer.yaml:2:41: journey/buy is a composite itself: name the SLOs that it is made of',
    ]);
  });

  it('fall alone when a part is broken', () => {
    const { ids, problems } = read('{any_of: [shop/ok, broken/ok]}', service('broken', '100%'));
    expect(ids).toEqual(['pay/ok', 'shop/ok']);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['unknown-component', 'target-full']);
  });

  it('need a name', () => {
    const text = 'service: journey\nslos: [{composite: {any_of: [shop/ok]}, target: 99%, window: 30d}]\n';
    const { problems } = readSpecs([{ path: 'a.yaml', text }, service('shop', '99%')]);
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'missing-field: a composite lacks "name"',
    ]);
  });

  it.each([
    '{all_of: [shop/ok, pay/ok], length: 5m}',
    '{any_of: [shop/ok, pay/ok]}',
    '{weighted: {shop/ok: 2, pay/ok: 0.5}}',
  ])('are written beside their parts, and mean the same: %s', (composite) => {
    const { slos } = read(composite);
    const { text, problems } = writeSlos(
      slos.map((slo) => ({ slo })),
      'firebreak',
    );
    expect(problems).toEqual([]);
    const again = readSpecs([{ path: 'again.yaml', text }]);
    expect(again.problems).toEqual([]);
    expect(again.slos.map(({ id }) => id)).toEqual(slos.map(({ id }) => id));
    const parts = (of: readonly Slo[]) =>
      of[0]?.composite?.parts.map(({ sloId, goodShare, weight }) => [sloId, goodShare, weight]);
    expect(parts(again.slos)).toEqual(parts(slos));
    expect(again.slos[0]?.composite?.lengthMs).toBe(slos[0]?.composite?.lengthMs);
  });

  it('are not written without a part, nor where a form has no words for them', () => {
    const { composite, slos } = read('{any_of: [shop/ok]}');
    const only = (composite ? [composite] : []).map((slo) => ({ slo }));
    expect(writeSlos(only, 'firebreak').problems.map(({ message }) => message)).toEqual([
      'journey/buy: a file of firebreak cannot say it without its part shop/ok',
    ]);
    const all = slos.map((slo) => ({ slo }));
    expect(writeSlos(all, 'openslo').problems.map(({ message }) => message)).toEqual([
      'journey/buy: a file of openslo weighs the parts of a composite, and cannot say that any of them have to be good',
    ]);
  });
});
