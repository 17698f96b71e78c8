import { describe, expect, it } from 'vitest';
import type { IncidentOutlook, IncidentSummary, TimelineEntry } from '../../../../src/http/answers.js';
import { linkState, revokeLink } from '../../../../src/ui/pages/incident/model/sharing.js';
import {
  hrefOf,
  termsOf,
  vendorActions,
  vendorDues,
} from '../../../../src/ui/pages/incident/model/vendors.js';
import { toldUpdates } from '../../../../src/ui/pages/incident-view/plain-words.js';

type Vendor = IncidentOutlook['vendors'][number];

const OPEN = {
  number: 1,
  vendor: 'payco',
  name: 'PayCo',
  reason: 'captures hang',
  by: 'maria',
  openedAt: '2026-11-28T12:00:00.000Z',
  promisedMs: 900_000,
  overdueAt: null,
  steps: 1,
  answeredAt: null,
  reference: null,
  closedAt: null,
} as const;

const PAYCO: Vendor = {
  id: 'payco',
  name: 'PayCo',
  contract: 'enterprise, 24x7',
  account: '4711-0815',
  responseMs: 900_000,
  routes: [{ name: 'portal', via: 'url', to: 'https://support.payco.example' }],
  steps: [
    { afterMs: 1_200_000, route: 'hotline' },
    { afterMs: 3_600_000, route: 'account manager' },
  ],
  open: null,
};

const incident = { id: 'INC-7', phase: 'investigating', status: 'open' } as const;
const waiting: Vendor = { ...PAYCO, open: OPEN };

describe('vendors', () => {
  it('have their terms in one line, and ways that can be followed', () => {
    expect(termsOf(PAYCO)).toBe(
      'enterprise, 24x7 · they know us as 4711-0815 · they promise an answer within 15m',
    );
    expect(termsOf({ ...PAYCO, contract: null, account: null, responseMs: null })).toBe(
      'they promise no time',
    );
    const href = (via: 'phone' | 'email' | 'receiver', to: string) => hrefOf({ name: 'way', via, to });
    expect(href('phone', '+1 206 555-0100')).toBe('tel:+12065550100');
    expect(href('email', 'tam@payco.example')).toBe('mailto:tam@payco.example');
    expect(href('receiver', 'payco-chat')).toBeUndefined();
  });

  it('are waited for by what they promised and the step that comes next, until they answer', () => {
    expect(vendorDues([PAYCO])).toEqual([]);
    expect(vendorDues([waiting]).map(({ text, at }) => `${at.slice(11, 16)} ${text}`)).toEqual([
      '12:15 PayCo answers V1',
      '13:00 V1 goes by account manager, if PayCo does not answer',
    ]);
    const last: Vendor = { ...waiting, open: { ...OPEN, promisedMs: null, steps: 2 } };
    expect(vendorDues([last])).toEqual([]);
    expect(vendorDues([{ ...waiting, open: { ...OPEN, answeredAt: OPEN.openedAt } }])).toEqual([]);
  });

  it('have a case opened, answered and closed, and none opened after the end', () => {
    const ids = (vendor: Vendor) => vendorActions(vendor, incident).map(({ id }) => id);
    expect(ids(PAYCO)).toEqual(['vendor-open-payco']);
    expect(ids(waiting)).toEqual(['vendor-answered-payco', 'vendor-closed-payco']);
    expect(ids({ ...waiting, open: { ...OPEN, answeredAt: OPEN.openedAt } })).toEqual([
      'vendor-closed-payco',
    ]);
    const over = { ...incident, phase: 'closed', status: 'resolved' } as const;
    expect(vendorActions(PAYCO, over).map(({ refused }) => refused)).toEqual(['INC-7 is closed']);
  });
});

it('tells links that hold from those that are over and those that were revoked', () => {
  const link: IncidentSummary['shareLinks'][number] = {
    number: 2,
    for: 'PayCo',
    digest: 'd',
    expiresAt: '2026-11-28T12:00:00.000Z',
    revokedAt: null,
  };
  const noon = Date.parse(link.expiresAt);
  expect(linkState(link, noon - 1)).toBe('holds');
  expect(linkState(link, noon)).toBe('over');
  expect(linkState({ ...link, revokedAt: link.expiresAt }, noon - 1)).toBe('revoked');
  expect(revokeLink(link)).toMatchObject({ path: 'share-links/revoke', fixed: { link: 2 } });
});

it('tells those who wait what was approved, without the way it went, and whether anybody was sent it', () => {
  const update = (seq: number, data: TimelineEntry['data'], text: string): TimelineEntry => ({
    incidentId: 'INC-7',
    seq,
    at: OPEN.openedAt,
    kind: 'update-sent',
    by: 'maria',
    text,
    data,
  });
  const told = toldUpdates([
    update(
      4,
      { audience: 'customers', text: 'We are on it.', reached: 1 },
      'customers (told through pager): We are on it.',
    ),
    update(
      5,
      { audience: 'executives', text: 'Half fails.', reached: 0 },
      'executives (no receiver …): Half fails.',
    ),
    update(6, { audience: 'engineering' }, 'as it was written down before'),
  ]);
  expect(told.map(({ text, audience, isOnlyHere }) => [audience, text, isOnlyHere])).toEqual([
    ['engineering', 'as it was written down before', false],
    ['executives', 'Half fails.', true],
    ['customers', 'We are on it.', false],
  ]);
});
