import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedSli } from '../../../../src/core/slo/recorded-sli.js';
import { selectorText } from '../../../../src/core/slo/selector-text.js';
import { groupName, labelSetText, sloOfGroup } from '../../../../src/core/slo/slo-template.js';
import { route, routeTemplate } from '../../../support/route-template.js';

const template = routeTemplate();
const named = (value: string) => groupName(template, route(value));

describe('the name of a group', () => {
  it.each([
    ['/checkout', 'availability:/checkout'],
    ['/users/{id}/*', 'availability:/users/{id}/*'],
    ['GET /users/:id', 'availability:GET%20/users/:id'],
    ['a,b(c)"d\'`%$', 'availability:a%2Cb%28c%29%22d%27%60%25%24'],
    ['{{ .Value }}', 'availability:%7B{%20.Value%20}}'],
    ['/ø', 'availability:/%C3%B8'],
    ['', 'availability:(none)'],
  ])('reads well and is safe: %j', (value, name) => {
    expect(named(value)).toBe(name);
  });

  it('has a value for each label, in their order', () => {
    const two = routeTemplate('[tenant, route]');
    expect(groupName(two, { route: '/a', tenant: 'acme' })).toBe('availability:acme,/a');
    expect(groupName(two, { tenant: 'acme' })).toBe('availability:acme,(none)');
  });

  it('is missing for what is too long or no text', () => {
    expect(named('a'.repeat(187))).toHaveLength(200);
    expect(named('a'.repeat(188))).toBeUndefined();
    expect(named('\ud800')).toBeUndefined();
  });

  it('tells any two label sets apart, and gives its value back', () => {
    const two = routeTemplate('[tenant, route]');
    const value = fc.string({ unit: 'grapheme', maxLength: 3 });
    fc.assert(
      fc.property(value, value, (tenant, path) => {
        const name = groupName(two, { tenant, route: path }) ?? '';
        const values = name.slice('availability:'.length).split(',');
        const read = values.map((part) => (part === '(none)' ? '' : decodeURIComponent(part)));
        expect(read).toEqual([tenant, path]);
        expect(name).toMatch(/^[A-Za-z0-9._~/:@+={}*%,()-]+$/);
        expect(name).not.toContain('{{');
      }),
    );
  });
});

describe('the SLO of a group', () => {
  it('counts the events of its label set only, and has its labels', () => {
    const slo = sloOfGroup(template, route('/a "b"'));
    expect(slo?.id).toBe('checkout-api/availability:/a%20%22b%22');
    expect(slo?.metadata.labels).toEqual({ tier: '1', route: '/a "b"' });
    const texts = [...(slo?.sli.bad ?? []), ...(slo?.sli.total ?? [])].map(({ selector }) =>
      selectorText(selector),
    );
    expect(texts).toEqual([
      'http_requests_total{status=~"5..", route="/a \\"b\\""}',
      'http_requests_total{route="/a \\"b\\""}',
    ]);
    const { id: _id, name: _name, sli: _sli, metadata: _metadata, ...rest } = template.slo;
    expect(slo).toMatchObject(rest);
  });

  it('reads what the rules record of that group when it is to', () => {
    const counted = sloOfGroup({ ...template, recorded: true }, route('/a'));
    const plain = sloOfGroup(template, route('/a'));
    expect(counted?.sli).toEqual(plain && recordedSli(plain));
    expect(counted?.sli.total[0]?.selector.matchers).toContainEqual({
      label: 'slo',
      op: '=',
      value: 'availability:/a',
    });
  });

  it('is missing without a name', () => {
    expect(sloOfGroup(template, route('a'.repeat(300)))).toBeUndefined();
  });

  it('has a label set that people can read', () => {
    expect(labelSetText({ route: '/a', tenant: '' })).toBe('{route="/a", tenant=""}');
  });
});
