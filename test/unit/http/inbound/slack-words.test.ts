import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentOf, readTyped } from '../../../../src/http/inbound/slack/words.js';

const work = (asked: object, incidentId = 'INC-7') => ({ kind: 'work', incidentId, asked });

describe('what is typed in Slack', () => {
  it.each<[string, object]>([
    ['ack', { kind: 'acknowledge', incidentId: 'INC-7' }],
    ['ack INC-12', { kind: 'acknowledge', incidentId: 'INC-12' }],
    ['ack inc-12', { kind: 'acknowledge', incidentId: 'INC-12' }],
    ['status', { kind: 'status', incidentId: 'INC-7' }],
    ['drafts', { kind: 'drafts', incidentId: 'INC-7' }],
    ['role commander', work({ kind: 'assign-role', role: 'commander', to: 'maria' })],
    ['role scribe @paul', work({ kind: 'assign-role', role: 'scribe', to: 'paul' })],
    ['role scribe <@U9|paul>', work({ kind: 'assign-role', role: 'scribe', to: 'paul' })],
    ['role INC-9 scribe <@U9>', work({ kind: 'assign-role', role: 'scribe', to: 'U9' }, 'INC-9')],
    ['release scribe', work({ kind: 'release-role', role: 'scribe' })],
    ['severity SEV1 all of it', work({ kind: 'set-severity', severity: 'sev1', reason: 'all of it' })],
    ['report data-integrity two rows', work({ kind: 'report', concern: 'data-integrity', text: 'two rows' })],
    ['phase identified  the pool', work({ kind: 'move', to: 'identified', text: 'the pool' })],
    ['note it is  slow', work({ kind: 'add-entry', text: 'it is slow', happenedAt: undefined })],
    ['found the pool', work({ kind: 'record-finding', text: 'the pool' })],
    ['decided to wait', work({ kind: 'record-decision', text: 'to wait', decidedBy: undefined })],
    ['hypothesis the pool', work({ kind: 'state-hypothesis', text: 'the pool' })],
    ['confirmed', work({ kind: 'confirm-hypothesis', hypothesis: undefined, finding: '' })],
    [
      'confirm all in use',
      work({ kind: 'confirm-hypothesis', hypothesis: undefined, finding: 'all in use' }),
    ],
    ['Finding INC-9 the pool', work({ kind: 'record-finding', text: 'the pool' }, 'INC-9')],
    ['decision to wait', work({ kind: 'record-decision', text: 'to wait', decidedBy: undefined })],
    ['rule-out no', work({ kind: 'rule-out-hypothesis', hypothesis: undefined, finding: 'no' })],
    ['acknowledge INC-9', { kind: 'acknowledge', incidentId: 'INC-9' }],
    ['show', { kind: 'status', incidentId: 'INC-7' }],
    [
      'ruled-out it is not',
      work({ kind: 'rule-out-hypothesis', hypothesis: undefined, finding: 'it is not' }),
    ],
    ['extend more logs', work({ kind: 'extend-hypothesis', hypothesis: undefined, reason: 'more logs' })],
    ['mitigate rollback to v1', work({ kind: 'mitigate', mitigation: 'rollback', text: 'to v1' })],
    ['update customers soon', work({ kind: 'send-update', audience: 'customers', text: 'soon' })],
    ['escalate it grows', work({ kind: 'escalate', reason: 'it grows' })],
    ['resolve', work({ kind: 'move', to: 'resolved', text: '' })],
    ['resolve it was v2', work({ kind: 'move', to: 'resolved', text: 'it was v2' })],
    ['resolve override off', work({ kind: 'move', to: 'resolved', text: '', override: 'off' })],
    ['close real a deploy', work({ kind: 'close', verdict: 'real', reason: 'a deploy' })],
    ['reopen back', work({ kind: 'reopen', reason: 'back' })],
    [
      'declare SEV2 checkout: cards are declined',
      { kind: 'declare', severity: 'sev2', service: 'checkout', title: 'cards are declined' },
    ],
  ])('%s', (text, typed) => {
    expect(readTyped(text, 'inc-7-checkout', 'maria')).toEqual(typed);
  });

  it.each([
    ['role boss', 'It is typed `role commander|communications|technical-lead|scribe [@somebody]`.'],
    ['severity high', 'It is typed `severity sev1|sev2|sev3|sev4 [why; needed to lower it]`.'],
    ['note', 'It is typed `note what happened`.'],
    ['close real', 'It is typed `close real|false-positive why`.'],
    ['declare checkout', 'It is typed `declare sev1|sev2|sev3|sev4 SERVICE: what is wrong`.'],
    ['resolve override', 'It is typed `resolve [override why, where recovery is not proven]`.'],
  ])('%s is answered with how it is meant', (text, help) => {
    expect(readTyped(text, 'inc-7-checkout', 'maria')).toEqual({ kind: 'help', text: help });
  });

  it('wants to know which incident outside of its channel', () => {
    expect(readTyped('ack', 'general', 'maria')).toEqual({
      kind: 'help',
      text: 'Which incident? Type `ack INC-7`, or type it in the incident’s channel.',
    });
  });

  it('lists what there is to somebody who does not know', () => {
    for (const text of ['', 'help', 'hlep me', '__proto__', 'constructor'])
      expect(readTyped(text, 'inc-7', 'maria')).toMatchObject({
        kind: 'help',
        text: expect.stringContaining('• `declare sev1|sev2|sev3|sev4 SERVICE: what is wrong`'),
      });
  });

  it('says which other words are as good', () => {
    expect(readTyped('help', 'inc-7', 'maria')).toMatchObject({
      text: expect.stringContaining('• `found what was found` (also `finding`)\n'),
    });
    expect(readTyped('confirm', 'general', 'maria')).toMatchObject({ kind: 'help' });
  });

  it('understands no text by accident, and fails over none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, channel) => {
        expect(['help', 'work', 'acknowledge', 'status', 'drafts', 'declare']).toContain(
          readTyped(text, channel, 'maria').kind,
        );
      }),
    );
  });

  it.each([
    ['inc-7', 'INC-7'],
    ['inc-7-checkout', 'INC-7'],
    ['inc-70', 'INC-70'],
    ['inc-7b', undefined],
    ['my-inc-7', undefined],
    ['inc-', undefined],
  ])('knows whose channel #%s is', (channel, id) => {
    expect(incidentOf(channel)).toBe(id);
  });
});
