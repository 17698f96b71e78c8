import { describe, expect, it } from 'vitest';
import { bearer, serveApp } from '../serving.js';

const BY = { by: 'maria' };

describe('POST /api/v1/incidents/:id/…', () => {
  it.each([
    ['roles', { role: 'commander', to: 'paul' }, { kind: 'assign-role', role: 'commander', to: 'paul' }],
    ['roles/release', { role: 'scribe' }, { kind: 'release-role', role: 'scribe' }],
    ['phase', { to: 'identified', text: 'a pool' }, { kind: 'move', to: 'identified', text: 'a pool' }],
    [
      'phase',
      { to: 'resolved', override: 'off' },
      { kind: 'move', to: 'resolved', text: '', override: 'off' },
    ],
    [
      'close',
      { verdict: 'real', reason: 'a deploy' },
      { kind: 'close', verdict: 'real', reason: 'a deploy' },
    ],
    ['severity', { severity: 'sev1' }, { kind: 'set-severity', severity: 'sev1', reason: '' }],
    ['concerns', { concern: 'data-integrity' }, { kind: 'report', concern: 'data-integrity', text: '' }],
    [
      'timeline',
      { text: 'full', happenedAt: '2026-03-09T02:14:00Z' },
      { kind: 'add-entry', text: 'full', happenedAt: Date.UTC(2026, 2, 9, 2, 14) },
    ],
    [
      'vendors',
      { vendor: 'payco', reason: 'slow' },
      { kind: 'open-vendor-case', vendor: 'payco', reason: 'slow' },
    ],
    [
      'vendors/answered',
      { vendor: 'payco', reference: 'C-9' },
      { kind: 'record-vendor-answer', vendor: 'payco', text: '', reference: 'C-9' },
    ],
    [
      'vendors/closed',
      { vendor: 'payco', text: 'mended' },
      { kind: 'close-vendor-case', vendor: 'payco', text: 'mended' },
    ],
    ['reopen', { reason: 'it is back' }, { kind: 'reopen', reason: 'it is back' }],
  ])('%s passes %j on', async (path, body, command) => {
    const { api, post } = await serveApp();
    const { status, data } = await post(`/api/v1/incidents/INC-7/${path}`, { ...body, ...BY }, bearer());
    expect(status).toBe(200);
    expect(data).toMatchObject({ id: 'INC-7', roles: { commander: 'maria' } });
    expect(api.calls).toEqual([['workOnIncident', 'INC-7', command, 'maria']]);
  });

  it.each([
    ['roles', { role: 'boss', to: 'paul' }, '"role" is one of commander'],
    ['phase', { to: 'done' }, '"to" is one of declared'],
    ['timeline', { text: 'x', happenedAt: '02:14' }, '"happenedAt" is an instant such as'],
    ['close', { verdict: 'real' }, 'the body needs "reason"'],
    ['roles', { role: 'scribe' }, 'the body needs "to"'],
  ])('%s does not understand %j', async (path, body, words) => {
    const { api, post } = await serveApp();
    const { status, data } = await post(`/api/v1/incidents/INC-7/${path}`, { ...body, ...BY }, bearer());
    expect(status).toBe(400);
    expect(JSON.stringify(data)).toContain(JSON.stringify(words).slice(1, -1));
    expect(api.calls).toEqual([]);
  });

  it('wants a token', async () => {
    const { post } = await serveApp();
    expect((await post('/api/v1/incidents/INC-7/roles', BY)).status).toBe(401);
  });
});
