import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyIncidentEvent, replayIncident } from '../../../../src/core/incident/apply.js';
import { PHASES } from '../../../../src/core/incident/phases.js';
import { vendorRow } from '../../../../src/core/incident/report/vendor-cases.js';
import { tendVendors } from '../../../../src/core/incident/vendor-cases.js';
import type { Vendor } from '../../../../src/core/oncall/vendor.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { payco } from '../../../support/oncall-plans.js';
import { Life, lifeIn } from './life.js';

const by = 'maria';
const VENDORS = new Map([['payco', payco()]]);
const open = (life: Life, known: Vendor | undefined = payco(), reason = 'captures hang') =>
  life.do({ kind: 'open-vendor-case', vendor: 'payco', known, reason, by });
const answer = (life: Life, reference?: string) =>
  life.do({ kind: 'record-vendor-answer', vendor: 'payco', text: 'we look at it', reference, by });
const close = (life: Life, text = 'they rolled back') =>
  life.do({ kind: 'close-vendor-case', vendor: 'payco', text, by });

function tend(life: Life, vendors = VENDORS): void {
  if (!life.incident) return;
  for (const event of tendVendors(life.incident, vendors, life.minute * MINUTE)) {
    life.incident = applyIncidentEvent(life.incident, event);
    life.events.push(event);
  }
}
const texts = ({ events }: Life) =>
  events.filter(({ kind }) => kind.startsWith('vendor-')).map(({ at, text }) => [at / MINUTE, text]);
const told = ({ events }: Life, kind: string) => events.filter((event) => event.kind === kind).length;
const row = (life: Life) => life.incident?.vendorCases.map((each) => vendorRow(each)[4]);

describe('a case with a vendor', () => {
  it.each(PHASES)('is opened in an incident that is %s unless it is over', (phase) => {
    expect(open(lifeIn(phase)) === undefined).toBe(!['resolved', 'closed'].includes(phase));
  });

  it('says why it is refused', () => {
    const life = new Life();
    expect(life.do({ kind: 'open-vendor-case', vendor: 'paco', known: undefined, reason: 'x', by })).toBe(
      'the on-call files know no vendor "paco"',
    );
    expect(open(life, payco(), ' ')).toBe('say what they are needed for');
    expect(answer(life)).toBe('no case with "payco" is open in INC-7');
    open(life);
    expect(open(life)).toBe('V1 with PayCo is open already');
    expect(life.do({ kind: 'close-vendor-case', vendor: 'paco', text: 'x', by })).toBe(
      'no case with "paco" is open in INC-7: did you mean "payco"?',
    );
    answer(life);
    expect(answer(life)).toBe('PayCo has answered V1 already');
    expect(close(life, ' ')).toBe('say what came of it');
    expect(close(life)).toBeUndefined();
    expect(close(life)).toBe('no case with "payco" is open in INC-7');
    expect(open(life)).toBeUndefined();
  });

  it('is timed against what was promised, and its steps fall due until they answer', () => {
    const life = new Life();
    life.minute = 2;
    open(life);
    for (; life.minute < 70; life.minute += 1) {
      if (life.minute === 65) answer(life, 'CASE-9');
      tend(life);
    }
    close(life);
    expect(texts(life)).toEqual([
      [
        2,
        'V1 is opened with PayCo through portal (url https://payco.example/new), they promise an answer in 15m: captures hang',
      ],
      [17, 'PayCo has not answered V1 within the 15m that they promise'],
      [22, 'V1 has waited 20m for PayCo: go by hotline (phone +1 206 555 0100)'],
      [62, 'V1 has waited 1h for PayCo: go by shared channel (receiver bridge)'],
      [65, 'PayCo has answered after 1h3m, promised were 15m, V1 (their CASE-9): we look at it'],
      [70, 'V1 with PayCo is closed: they rolled back'],
    ]);
    expect(row(life)).toEqual(['after 1h3m (promised 15m, late), after 2 of their steps']);
  });

  it('waits for nobody who has answered or is no longer needed, nor when users suffer no more', () => {
    const answered = new Life();
    open(answered);
    answer(answered);
    const closed = new Life();
    open(closed);
    close(closed);
    const over = new Life();
    open(over);
    over.move('resolved', '', 'switched off');
    for (const life of [answered, closed, over]) {
      life.minute = 100;
      tend(life);
      expect(told(life, 'vendor-overdue') + told(life, 'vendor-step')).toBe(0);
    }
    expect(row(answered)).toEqual(['after 0s (promised 15m)']);
    // What comes of it is written down after the end too.
    expect([answer(over), close(over)]).toEqual([undefined, undefined]);
  });

  it('has no promise and no steps where the files name none, and goes on where they have changed', () => {
    const life = new Life();
    open(life, payco({ response: undefined, steps: [] }));
    life.minute = 500;
    tend(life, new Map());
    tend(life, new Map([['payco', payco({ response: undefined, steps: [] })]]));
    expect(texts(life)).toHaveLength(1);
    expect(row(life)).toEqual(['not (nothing promised)']);
    tend(life);
    expect(told(life, 'vendor-step')).toBe(1);
  });

  it('tells of each broken promise and each step once and never not at all, whenever it is looked at, whatever restarts', () => {
    const step = fc.record({
      minutes: fc.integer({ min: 0, max: 30 }),
      act: fc.constantFrom(open, answer, close, undefined, undefined),
      restarts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const life = new Life();
        for (const { minutes, act, restarts } of steps) {
          life.minute += minutes;
          for (let i = 0; i < 4; i += 1) tend(life);
          for (const each of life.incident?.vendorCases ?? []) {
            if (each.answeredAt !== undefined || each.closedAt !== undefined) continue;
            const waited = life.minute - each.openedAt / MINUTE;
            expect(each.overdueAt !== undefined).toBe(waited >= 15);
            expect(each.steps).toBe(waited >= 60 ? 2 : waited >= 20 ? 1 : 0);
          }
          act?.(life);
          if (restarts) life.incident = replayIncident(life.events);
        }
        const cases = life.incident?.vendorCases ?? [];
        expect(told(life, 'vendor-overdue')).toBe(
          cases.filter(({ overdueAt }) => overdueAt !== undefined).length,
        );
        expect(told(life, 'vendor-step')).toBe(cases.reduce((sum, each) => sum + each.steps, 0));
        expect(replayIncident(life.events)).toEqual(life.incident);
      }),
    );
  });
});
