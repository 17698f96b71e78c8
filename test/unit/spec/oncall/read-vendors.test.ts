import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { checkReceivers } from '../../../../src/spec/oncall/check-receivers.js';
import { readOnCall } from '../../../../src/spec/oncall/read-oncall.js';

const read = (text: string) => readOnCall([{ path: 'vendors.yaml', text }]);
const WHOLE = `vendors:
  payco:
    services: [checkout*]
    response: 15m
    routes:
      - {name: portal, url: "https://payco.example/new"}
      - {name: hotline, phone: "+1 206 555 0100"}
      - {name: bridge, receiver: chat}
    escalation:
      - {after: 20m, route: hotline}
      - {after: 1h, route: bridge}
`;
const changed = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  return WHOLE.replace(from, to);
};

describe('vendors in on-call files', () => {
  it('are read as the example means them', () => {
    const text = readFileSync('on-call/payments.yaml', 'utf8');
    const { plan, problems } = readOnCall([{ path: 'on-call/payments.yaml', text }]);
    expect(problems).toEqual([]);
    expect(plan.vendors.get('payco')).toMatchObject({
      id: 'payco',
      name: 'PayCo',
      contract: 'enterprise, 24x7',
      response: 15 * MINUTE,
      account: '4711-0815',
      routes: [{ name: 'portal', via: 'url' }, { via: 'phone' }, { via: 'email' }],
      steps: [
        { after: 20 * MINUTE, route: { name: 'hotline', via: 'phone', to: '+1 206 555 0100' } },
        { after: 60 * MINUTE, route: { name: 'account manager' } },
      ],
    });
  });

  it('are called what they are called here where nothing else is said, and promise nothing', () => {
    const { plan, problems } = read('vendors: {cloud: {routes: [{name: phone, phone: "112"}]}}');
    expect(problems).toEqual([]);
    expect(plan.vendors.get('cloud')).toMatchObject({
      name: 'cloud',
      response: undefined,
      steps: [],
      services: [],
    });
  });

  it.each<[string, string, string, string]>([
    ['an unknown field', changed('response: 15m', 'respond: 15m'), 'unknown-field', 'respond'],
    ['no route at all', changed('services: [checkout*]', 'routes: []').slice(0, 37), 'empty', '[]'],
    ['a promise that is no time', changed('15m', 'soon'), 'bad-duration', 'soon'],
    [
      'two ways in one route',
      changed('phone: "+1', 'email: a@b.c, phone: "+1'),
      'which-route',
      'name: hotline',
    ],
    ['a route that leads nowhere', changed(', receiver: chat', ''), 'which-route', 'name: bridge'],
    ['a page that is no web page', changed('https:', 'file:'), 'bad-url', '"file:'],
    [
      'a page that runs',
      changed('https://payco.example/new', 'javascript:alert(1)'),
      'bad-url',
      '"javascript',
    ],
    ['no mail address', changed('receiver: chat', 'email: nobody'), 'bad-format', 'nobody'],
    ['a route twice', changed('name: bridge', 'name: portal'), 'duplicate', 'portal, receiver'],
    ['an unknown route', changed('route: hotline', 'route: hotlin'), 'unknown-reference', 'hotlin}'],
    [
      'steps out of their order',
      changed('after: 1h', 'after: 20m'),
      'steps-out-of-order',
      '20m, route: bridge',
    ],
  ])('tell of %s', (_, text, code, wrong) => {
    const { plan, problems } = read(text);
    const before = text.slice(0, text.indexOf(wrong)).split('\n');
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    const found = problems.find((each) => each.code === code);
    expect(found && `${found.line}:${found.column}`).toBe(place);
    expect(found?.mend).not.toBe('');
    expect(plan.vendors.size).toBe(0);
  });

  it('name receivers that there are', () => {
    const known = [{ name: 'chap', takesAddress: false, isRead: true }];
    expect(checkReceivers(read(WHOLE), known).map(({ code, line, mend }) => [code, line, mend])).toEqual([
      ['unknown-receiver', 8, 'did you mean "chap"?'],
    ]);
    const unread = [{ name: 'chat', takesAddress: false, isRead: false }];
    expect(checkReceivers(read(WHOLE), unread).map(({ code, line }) => [code, line])).toEqual([
      ['nobody-reads', 8],
    ]);
  });
});
