import type { SliSight } from '../../../../src/core/incident/mitigation.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyIncidentEvent, replayIncident } from '../../../../src/core/incident/apply.js';
import { draftUpdate, type UpdateDraft } from '../../../../src/core/incident/draft-update.js';
import type { IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { AUDIENCES, type Audience } from '../../../../src/core/incident/audiences.js';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { tendUpdates } from '../../../../src/core/incident/updates.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { Life } from './life.js';

const REACH = { receivers: ['page'], lacking: undefined };

/** An incident whose updates are looked at each minute; what was said, by minute. */
class Told extends Life {
  readonly said: string[] = [];

  look(): void {
    if (!this.incident) return;
    for (const event of tendUpdates(this.incident, DEFAULT_INCIDENT_POLICY, this.minute * MINUTE)) {
      this.incident = applyIncidentEvent(this.incident, event);
      this.events.push(event);
      this.said.push(
        `${this.minute} ${event.kind.slice('update-'.length)} ${String(event.data['audience'])}`,
      );
    }
  }

  until(minute: number): this {
    for (this.look(); this.minute < minute; this.look()) this.minute += 1;
    return this;
  }

  send(audience: Audience, text = 'we are on it'): void {
    expect(this.do({ kind: 'send-update', audience, text, reach: REACH, by: 'maria' })).toBeUndefined();
  }

  of(audience: Audience): string[] {
    return this.said
      .filter((line) => line.endsWith(audience))
      .map((line) => line.replace(` ${audience}`, ''));
  }

  draft(audience: Audience, templates = {}, sight?: SliSight): string {
    return this.drafted(audience, templates, sight).text;
  }

  version(audience: Audience): string {
    return this.drafted(audience).version;
  }

  private drafted(audience: Audience, templates = {}, sight?: SliSight): UpdateDraft {
    if (!this.incident) throw new Error('there is none');
    const policy = { ...DEFAULT_INCIDENT_POLICY, templates };
    return draftUpdate(this.incident, this.events, audience, policy, this.minute * MINUTE, sight);
  }
}

describe('updates', () => {
  it('tells how long it is to the whole second', () => {
    const { incident } = new Told('sev1');
    if (!incident) throw new Error('there is none');
    const [drafted] = tendUpdates(incident, DEFAULT_INCIDENT_POLICY, 5 * MINUTE + 795);
    expect(drafted?.text).toBe('the update for engineering is due in 4m59s: its draft is ready');
  });

  it('of a SEV1 are due within 10 minutes, then every 15, with a draft before and a reminder after', () => {
    const life = new Told('sev1').until(10);
    expect(life.of('customers')).toEqual(['5 drafted', '10 due']);
    life.send('customers');
    expect(life.until(30).of('customers').slice(2)).toEqual(['20 drafted', '25 due', '30 missed']);
    expect(life.until(45).of('customers').slice(5)).toEqual(['35 drafted', '40 due', '45 missed']);
  });

  it.each<[IncidentSeverity, Audience, string[]]>([
    ['sev1', 'executives', ['5 drafted', '10 due', '15 missed']],
    ['sev2', 'executives', ['25 drafted', '30 due', '35 missed']],
    ['sev3', 'engineering', ['115 drafted', '120 due', '125 missed']],
    ['sev3', 'customers', []],
    ['sev4', 'engineering', ['1435 drafted', '1440 due', '1445 missed']],
    ['sev4', 'executives', []],
  ])('of a %s for %s: %j', (severity, audience, said) => {
    const life = new Told(severity).until(severity === 'sev4' ? 1446 : 126);
    expect(life.of(audience).slice(0, 3)).toEqual(said);
  });

  it('come sooner when it becomes more severe, and are not late at once', () => {
    const life = new Told('sev3').until(60);
    life.do({ kind: 'set-severity', severity: 'sev1', reason: 'all of it', by: 'maria' });
    expect(life.until(75).said).toEqual([
      ...AUDIENCES.map((audience) => `65 drafted ${audience}`),
      ...AUDIENCES.map((audience) => `70 due ${audience}`),
      ...AUDIENCES.map((audience) => `75 missed ${audience}`),
    ]);
  });

  it('that are missed ask for the next step once in a row, and only where somebody has answered', () => {
    const asks = (life: Told) =>
      life.events.filter(({ kind, data }) => kind === 'update-missed' && data['escalates'] === true).length;
    const nobody = new Told('sev2').until(200);
    expect(asks(nobody)).toBe(0);
    expect(nobody.incident?.escalationAsked).toBeUndefined();
    const life = new Told('sev2');
    life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
    life.until(200);
    expect(asks(life)).toBe(3);
    expect(life.incident?.escalationAsked).toMatch(/^the update for .* is 5m late: missed$/);
    for (const audience of AUDIENCES) life.send(audience);
    expect(asks(life.until(300))).toBe(6);
  });

  it('that lie back after a long pause are one, and the next is in its time', () => {
    const life = new Told('sev2').until(1);
    life.minute = 1000;
    expect(life.until(1021).of('customers')).toEqual(['1000 due', '1001 missed', '1015 drafted', '1020 due']);
  });

  it('end with the incident, and its end can be told', () => {
    const life = new Told('sev1').until(1);
    life.move('resolved', '', 'a load test');
    expect(life.until(60).said).toEqual([]);
    expect(life.draft('customers')).toBe(
      'The problem with checkout that began at 00:00 UTC (when it was noticed) has ended. We are sorry for the trouble.',
    );
    life.send('customers', 'It is over.');
    life.do({ kind: 'close', verdict: 'real', reason: 'yes', by: 'maria' });
    expect(
      life.do({ kind: 'send-update', audience: 'customers', text: 'more', reach: REACH, by: 'maria' }),
    ).toBe('INC-7 is closed');
  });

  it('are not over before those who were told have heard that it is: due at once, missed once, and no more', () => {
    const life = new Told('sev1').until(1);
    life.send('customers');
    life.send('executives');
    life.minute += 1;
    life.move('resolved', '', 'a load test');
    expect(life.until(2).said).toEqual(['2 due executives', '2 due customers']);
    expect(life.events.at(-1)?.text).toBe('the all-clear for customers is due now; its draft is ready');
    life.minute += 1;
    life.send('customers', 'It is over.');
    expect(life.until(300).said.slice(2)).toEqual(['7 missed executives']);
    expect(life.events.at(-1)?.text).toBe('the all-clear for executives is 5m late: missed');
    expect(life.incident?.escalationAsked).toBeUndefined();
  });

  it('ask for no all-clear of what is closed', () => {
    const life = new Told('sev1').until(1);
    life.send('customers');
    life.minute += 1;
    life.move('resolved', '', 'a load test');
    life.do({ kind: 'close', verdict: 'real', reason: 'yes', by: 'maria' });
    expect(life.until(60).said).toEqual([]);
  });

  it('of what is opened again are due in their time, and its next end is told as well', () => {
    const life = new Told('sev1').until(1);
    life.send('customers');
    life.minute += 1;
    life.move('resolved', '', 'a load test');
    life.until(500);
    life.do({ kind: 'reopen', reason: 'errors are back', by: 'maria' });
    life.said.length = 0;
    expect(life.until(515).of('customers')).toEqual(['510 drafted', '515 due']);
    expect(life.of('engineering')).toEqual(['505 drafted', '510 due', '515 missed']);
    life.move('resolved', '', 'it was nothing');
    expect(life.until(516).of('customers').slice(2)).toEqual(['515 due']);
  });

  it('are refused when what was read of their draft is not what it says any more', () => {
    const life = new Told('sev1').until(1);
    const read = life.version('customers');
    const send = (draft?: string) =>
      life.do({
        kind: 'send-update',
        audience: 'customers',
        text: 'We see it.',
        draft,
        reach: REACH,
        by: 'maria',
      });
    expect(send(read)).toBeUndefined();
    // Whoever has read the same draft would tell it a second time.
    expect(send(read)).toBe('customers were told meanwhile, and the draft is another one: read it again');
    const second = life.version('customers');
    life.move('resolved', '', 'a load test');
    expect(send(second)).toBe('INC-7 is resolved meanwhile, and the draft is another one: read it again');
    expect(send(life.version('customers'))).toBeUndefined();
    // What was written without a draft is as it is meant.
    expect(send()).toBeUndefined();
  });

  it('say each thing once whatever is done and whatever restarts, and never two updates too early', () => {
    const act = fc.record({
      minutes: fc.integer({ min: 0, max: 40 }),
      does: fc.constantFrom('nothing', 'send', 'worse', 'better', 'restart', 'acknowledge'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const life = new Told('sev2');
        for (const { minutes, does } of acts) {
          if (does === 'send') life.send('customers');
          if (does === 'worse') life.do({ kind: 'set-severity', severity: 'sev1', reason: 'w', by: 'm' });
          if (does === 'better') life.do({ kind: 'set-severity', severity: 'sev3', reason: 'b', by: 'm' });
          if (does === 'acknowledge') life.do({ kind: 'acknowledge', by: 'm', via: 'API' });
          if (does === 'restart') life.incident = replayIncident(life.events);
          life.minute += minutes;
          for (let i = 0; i < 3; i += 1) life.look();
          const { length } = life.events;
          life.look();
          expect(life.events).toHaveLength(length);
          expect(life.incident).toEqual(replayIncident(life.events));
        }
        // Between two reminders of one audience that an update is due there is an update, or one that was missed.
        for (const audience of AUDIENCES) {
          const kinds = life.events.flatMap(({ kind, data }) => (data['audience'] === audience ? kind : []));
          for (const [index, kind] of kinds.entries())
            if (kind === 'update-due') expect(kinds[index + 1]).not.toBe('update-due');
        }
      }),
    );
  });
});

describe('draftUpdate', () => {
  const worked = () => {
    const life = new Told('sev3').until(1);
    life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
    life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
    life.minute = 3;
    life.move('investigating');
    return life;
  };

  it('says what is known, and of what is not that it is not', () => {
    const life = worked();
    expect(life.draft('engineering')).toBe(
      'SEV3 INC-7: checkout/availability burns its error budget. As the test says, since 00:00 UTC (when it was noticed). It is being investigated; commander: maria. Investigating. Next update: 02:00 UTC.',
    );
    life.send('engineering');
    life.minute = 5;
    life.move('identified', 'the pool is exhausted');
    life.move('mitigating', 'restarted with a pool of 200');
    life.minute = 20;
    expect(life.draft('engineering')).toBe(
      'SEV3 INC-7, 20m in: it is being mended. Identified: the pool is exhausted. Mitigating: restarted with a pool of 200. As the test says. Next update: 02:03 UTC.',
    );
    life.send('engineering');
    life.minute = 30;
    expect(life.draft('engineering')).toContain('No change, it is still being mended.');
    life.move('resolved', '', 'seen by hand');
    expect(life.draft('engineering')).toBe(
      'INC-7 is over after 30m. Cause: the pool is exhausted. What ended it: restarted with a pool of 200.',
    );
  });

  it('tells that it was over, is open again, and that its alert is back', () => {
    const life = worked();
    life.move('mitigating', 'restarted');
    life.send('engineering');
    life.minute = 20;
    life.move('monitoring');
    life.move('resolved', '', 'seen by hand');
    life.do({ kind: 'reopen', reason: 'it fails still', by: 'maria' });
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    life.do({ kind: 'resume-alert', text: 'the alert is back: checkout burns' });
    expect(life.draft('engineering')).toContain(
      'Monitoring. Resolved although recovery is not proven, because seen by hand. Opened again: it fails still. The alert is back: checkout burns.',
    );
  });

  it('tells what fails when it is drafted, and not what failed when it was scored', () => {
    const life = worked();
    const sight = { windowMs: 5 * MINUTE, badEvents: 3, totalEvents: 10, coverage: 1 };
    const measured = { kind: 'measured', errorRatio: 0.3, ...sight } as const;
    const impact = (now: SliSight) => /\. ([^.]*), since/.exec(life.draft('engineering', {}, now))?.[1];
    expect(impact(measured)).toBe('30 % of events failing over 5m');
    expect(impact({ kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 })).toBe('No events over 5m');
    expect(impact({ kind: 'unknown', reason: 'stale' })).toBe('It is not known what fails now (stale)');
  });

  it('fills templates of files, and leaves names that are none where they are seen', () => {
    const templates = { customers: { first: '{service} hat ein Problem ({phase}). {nonsense} {id}' } };
    expect(worked().draft('customers', templates)).toBe(
      'checkout hat ein Problem (being investigated). {nonsense} INC-7',
    );
  });
});
