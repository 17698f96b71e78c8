import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escalate } from '../../../../src/core/escalation/escalate.js';
import { applyIncidentEvent, replayIncident } from '../../../../src/core/incident/apply.js';
import type { IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../../../src/core/incident/policy.js';
import type { OnCallPlan } from '../../../../src/core/oncall/plan.js';
import { NO_PLAN } from '../../../../src/core/oncall/plan.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { LADDER, paymentsPlan, person } from '../../../support/oncall-plans.js';
import { Life } from '../incident/life.js';

/** An incident whose escalation is looked at every minute; what happened, by minute. */
class Escalated extends Life {
  readonly told: string[] = [];

  constructor(
    severity: IncidentSeverity = 'sev3',
    public plan: OnCallPlan = paymentsPlan(),
    private readonly policy: IncidentPolicy = DEFAULT_INCIDENT_POLICY,
  ) {
    super(severity);
  }

  look(): void {
    if (!this.incident) return;
    for (const event of escalate(this.incident, this.policy, this.plan, this.minute * MINUTE)) {
      this.incident = applyIncidentEvent(this.incident, event);
      this.events.push(event);
      const { person: who, receiver, shadowOf } = event.data;
      if (event.kind === 'called')
        this.told.push(
          `${this.minute} ${String(who ?? receiver)}${shadowOf === undefined ? '' : ' (shadow)'}`,
        );
      else if (!['escalated', 'role-assigned', 'crew-wanted'].includes(event.kind))
        this.told.push(`${this.minute} ${event.kind}`);
    }
  }

  until(minute: number): this {
    for (this.look(); this.minute < minute; this.look()) this.minute += 1;
    return this;
  }

  acknowledge(by = 'alice'): void {
    this.do({ kind: 'acknowledge', by, via: 'API' });
  }
}

function never(): never {
  throw new Error('there is no such team');
}

describe('escalate', () => {
  it('goes up step by step while nobody answers, and at the end tells everybody of just that', () => {
    expect(new Escalated().until(120).told).toEqual([
      '0 alice',
      '0 carol (shadow)',
      '5 bob',
      '15 mona',
      '30 vera',
      '30 bridge',
      '35 escalation-exhausted',
      ...['35 alice', '35 bob', '35 mona', '35 vera', '35 bridge'],
    ]);
  });

  it('says at each step which it is and why', () => {
    const texts = new Escalated()
      .until(40)
      .events.flatMap(({ kind, text }) => (/^escal/.test(kind) ? text : []));
    expect(texts).toEqual([
      'step 1 of 4 of payments, because nobody has answered yet',
      'step 2 of 4 of payments, because nobody has answered for 5m',
      'step 3 of 4 of payments, because nobody has answered for 10m',
      'step 4 of 4 of payments, because nobody has answered for 15m',
      'nobody has answered: all 4 steps of payments were taken',
    ]);
  });

  it('goes through all steps as often as it is told', () => {
    const { told } = new Escalated(
      'sev3',
      paymentsPlan({ repeat: 1, steps: LADDER.steps.slice(0, 2) }),
    ).until(99);
    expect(told.filter((line) => !line.includes('carol'))).toEqual([
      ...['0 alice', '5 bob', '15 alice', '20 bob'],
      ...['30 escalation-exhausted', '30 alice', '30 bob'],
    ]);
  });

  it('stops when somebody answers, and tells those who were called of the end', () => {
    const life = new Escalated().until(7);
    life.acknowledge('bob');
    expect(life.until(60).told).toEqual(['0 alice', '0 carol (shadow)', '5 bob']);
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    expect(life.until(90).told.slice(3)).toEqual(['60 calls-ended']);
    expect(life.incident?.callsOver).toBe(3);
  });

  it('tells nobody of the end when somebody watches it while its alert goes on', () => {
    const life = new Escalated().until(1);
    life.acknowledge();
    for (const [to, text] of [['investigating'], ['mitigating', 'rolled back'], ['monitoring']] as const)
      expect(life.move(to, text)).toBeUndefined();
    expect(life.until(10).told.slice(2)).toEqual([]);
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    expect(life.until(20).told.slice(2)).toEqual(['10 calls-ended']);
  });

  it('says of what a person has resolved that its alert goes on, and of what has ended that', () => {
    const ends = (life: Escalated) =>
      life.until(20).events.flatMap(({ kind, text }) => (kind === 'calls-ended' ? text : []));
    const resolved = new Escalated().until(1);
    resolved.do({ kind: 'move', to: 'resolved', by: 'bob', text: '', override: 'a load test' });
    expect(ends(resolved)).toEqual(['alice, carol: told that it is resolved, and its alert goes on']);
    const ended = new Escalated().until(1);
    ended.do({ kind: 'end-alert', text: 'the page has ended' });
    expect(ends(ended)).toEqual(['alice, carol: told that the page has ended']);
  });

  it('calls again when the alert comes back and nobody is at work, and an older answer does not count', () => {
    const life = new Escalated().until(2);
    life.acknowledge();
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    life.until(10).do({ kind: 'resume-alert', text: 'the alert is back' });
    expect(life.until(16).told.slice(2)).toEqual([
      '2 calls-ended',
      ...['10 alice', '10 carol (shadow)', '15 bob'],
    ]);
    life.acknowledge('bob');
    expect(life.incident).toMatchObject({ acknowledgedAt: 16 * MINUTE, acknowledgedBy: 'bob' });
    expect(life.until(60).told).toHaveLength(6);
  });

  it('calls nobody again whose incident is in hand when its alert comes back', () => {
    const life = new Escalated().until(1);
    life.acknowledge();
    expect(life.move('investigating')).toBeUndefined();
    life.do({ kind: 'end-alert', text: 'the page has ended' });
    life.until(10).do({ kind: 'resume-alert', text: 'the alert is back' });
    expect(life.until(60).told.slice(2)).toEqual(['1 calls-ended']);
  });

  it('takes the next step at once when somebody asks for it, whoever has answered, and the last one again after the last', () => {
    const life = new Escalated().until(1);
    life.acknowledge();
    for (let i = 0; i < 4; i += 1) {
      expect(life.do({ kind: 'escalate', reason: 'the database is down', by: 'alice' })).toBeUndefined();
      life.until(life.minute + 1);
    }
    expect(life.told.slice(2)).toEqual([...['1 bob', '2 mona', '3 vera', '3 bridge', '4 vera', '4 bridge']]);
    expect(life.do({ kind: 'escalate', reason: ' ', by: 'alice' })).toBe('say why more people are needed');
  });

  it('takes the next step when no cause is known in time', () => {
    const life = new Escalated('sev1').until(1);
    life.acknowledge();
    life.minute = 30;
    life.do({ kind: 'tick', monitorFor: 0 });
    expect(life.until(31).told.slice(2)).toEqual(['30 bob']);
    expect(life.events.find(({ kind, at }) => kind === 'escalated' && at > MINUTE)?.text).toBe(
      'step 2 of 4 of payments, because no cause is known 30m into SEV1',
    );
  });

  it('begins the policy of a severity that it rises to, and not of one that it falls to', () => {
    const { severities } = DEFAULT_INCIDENT_POLICY;
    const policy = {
      ...DEFAULT_INCIDENT_POLICY,
      severities: { ...severities, sev1: { ...severities.sev1, escalation: 'leaders' } },
    };
    const leaders = {
      ...LADDER,
      id: 'leaders',
      steps: [{ targets: [{ kind: 'person', person: 'vera' }], timeout: MINUTE }] as const,
    };
    const plan = paymentsPlan();
    const life = new Escalated(
      'sev3',
      { ...plan, escalations: new Map([...plan.escalations, [leaders.id, leaders]]) },
      policy,
    ).until(1);
    life.acknowledge();
    life.do({ kind: 'set-severity', severity: 'sev1', reason: 'all of it', by: 'alice' });
    expect(life.until(1).told.slice(2)).toEqual(['1 vera']);
    life.acknowledge('vera');
    life.do({ kind: 'set-severity', severity: 'sev3', reason: 'half of it', by: 'alice' });
    expect(life.until(60).told).toHaveLength(3);
  });

  it('tells of a ticket once and waits for no answer', () => {
    expect(new Escalated('sev4').until(60).told).toEqual(['0 alice', '0 carol (shadow)']);
    expect(new Escalated('sev4', paymentsPlan({ ticketsQuiet: false })).until(6).told).toContain('5 bob');
  });

  it('fills open roles from those on call, and leaves those that somebody holds', () => {
    expect(new Escalated('sev3').until(0).incident?.roles).toEqual({ commander: 'alice' });
    expect(new Escalated('sev1').until(0).incident?.roles).toEqual({
      commander: 'bob',
      'technical-lead': 'alice',
    });
    const grown = new Escalated('sev3').until(0);
    grown.do({ kind: 'set-severity', severity: 'sev1', reason: '', by: 'alice' });
    expect(grown.until(0).incident?.roles).toEqual({ commander: 'alice', 'technical-lead': 'bob' });
    // What somebody has given back is not given again.
    grown.do({ kind: 'release-role', role: 'technical-lead', by: 'bob' });
    expect(grown.until(4).incident?.roles).toEqual({ commander: 'alice' });
  });

  it('says what reaches nobody', () => {
    const plan = paymentsPlan();
    const people = new Map([...plan.people, ['alice', person('alice', [])]]);
    const life = new Escalated('sev3', { ...plan, people, schedules: new Map() }).until(0);
    expect(life.events.at(-1)?.text).toBe(
      'step 1 of 4 of payments, because nobody has answered yet; nobody is primary on call of payments',
    );
    const mute = new Escalated('sev3', { ...plan, people }).until(0);
    expect(mute.events.map(({ text }) => text)).toContain(
      'alice (primary on call of payments) cannot be reached: no contact route',
    );
  });

  it('waits for nobody who was not called', () => {
    const plan = paymentsPlan();
    const life = new Escalated('sev3', { ...plan, schedules: new Map() }).until(20);
    expect(life.told).toEqual(['2 mona', '17 vera', '17 bridge']);
    expect(life.events.find(({ at, kind }) => at > 0 && kind === 'escalated')?.text).toBe(
      'step 2 of 4 of payments, because nobody could be called; nobody is secondary on call of payments',
    );
  });

  it('calls again when it is opened again: those who were called have heard that it was over', () => {
    const life = new Escalated().until(1);
    life.acknowledge();
    life.move('resolved', '', 'a load test');
    life.until(5).do({ kind: 'reopen', reason: 'errors are back', by: 'bob' });
    expect(life.until(6).told.slice(2)).toEqual(['1 calls-ended', '5 alice', '5 carol (shadow)']);
  });

  it('calls the team that somebody has given it to', () => {
    const plan = paymentsPlan();
    const search = {
      ...LADDER,
      id: 'search',
      steps: [{ targets: [{ kind: 'tier', tier: 'primary', team: undefined }], timeout: MINUTE }] as const,
    };
    const team = {
      ...(plan.teams.get('payments') ?? never()),
      name: 'search',
      tiers: { primary: 'payments-secondary' },
      services: [],
      escalation: 'search',
    };
    const life = new Escalated('sev3', {
      ...plan,
      teams: new Map([...plan.teams, ['search', team]]),
      escalations: new Map([...plan.escalations, ['search', search]]),
    }).until(1);
    life.do({ kind: 'set-team', team: 'search', by: 'alice' });
    expect(life.until(1).told.slice(2)).toEqual(['1 bob']);
    // It is theirs already: they have been called for it.
    life.do({ kind: 'set-team', team: 'checkout', owned: true, by: 'alice' });
    expect(life.until(2).told.slice(3)).toEqual([]);
  });

  it('says that nobody is next where no policy is', () => {
    const life = new Escalated('sev1', NO_PLAN).until(60);
    expect(life.told).toEqual([]);
    life.do({ kind: 'escalate', reason: 'it grows', by: 'alice' });
    expect(life.until(70).told).toEqual(['60 escalation-failed']);
  });

  it('takes each step once and none never, whenever it is looked at, whoever answers, and whatever restarts', () => {
    const act = fc.record({
      minutes: fc.integer({ min: 0, max: 12 }),
      does: fc.constantFrom('nothing', 'acknowledge', 'escalate', 'end', 'resume', 'worse', 'restart'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const life = new Escalated();
        for (const { minutes, does } of acts) {
          if (does === 'acknowledge') life.acknowledge();
          if (does === 'escalate') life.do({ kind: 'escalate', reason: 'more', by: 'alice' });
          if (does === 'end') life.do({ kind: 'end-alert', text: 'over' });
          if (does === 'resume') life.do({ kind: 'resume-alert', text: 'back' });
          if (does === 'worse') life.do({ kind: 'score', scored: { severity: 'sev2', reason: 'measured' } });
          if (does === 'restart') life.incident = replayIncident(life.events);
          life.minute += minutes;
          life.look();
          // What is due has been done: looking again at the same instant changes nothing.
          const before = life.events.length;
          if (!life.events.slice(-2).some(({ kind }) => kind === 'escalation-asked')) life.look();
          expect(life.events).toHaveLength(before);
          expect(life.incident).toEqual(replayIncident(life.events));
          expect(life.events.map(({ seq }) => seq)).toEqual(life.events.map((_, index) => index + 1));
        }
      }),
    );
  });
});
