import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../../src/core/incident/apply.js';
import type { ImpactView } from '../../../../../src/core/incident/impact.js';
import { reportOf } from '../../../../../src/core/incident/report/facts.js';
import { reportMarkdown } from '../../../../../src/core/incident/report/markdown.js';
import type { DeliveryProof } from '../../../../../src/core/incident/report/proof.js';
import { reportHtml } from '../../../../../src/core/incident/report/report-html.js';
import { MINUTE } from '../../../../../src/core/time/duration.js';
import { hostileWords } from '../../../../support/hostile-words.js';
import { htmlShape, htmlText } from '../../../../support/html-shape.js';
import { Life } from '../life.js';

const IMPACT = {
  kind: 'recorded' as const,
  at: 30 * MINUTE,
  startAt: 0,
  endAt: 28 * MINUTE,
  badEvents: 1204.4,
  totalEvents: 9880,
  errorRatio: 0.1219,
  coverage: 0.98,
  budgetSpent: 0.041,
  budgetWindow: '30d',
  budgetCoverage: 0.98,
  worstLabels: [],
  suspects: [],
} satisfies ImpactView;
const PAGE: DeliveryProof = {
  ref: 'DLV-1',
  receiver: 'pager',
  kind: 'trigger',
  state: 'delivered',
  attempts: 2,
  createdAt: 1 * MINUTE,
  deliveredAt: 1 * MINUTE + 4000,
  receipt: 'abc',
  lastError: undefined,
};
const LOST: DeliveryProof = {
  ...PAGE,
  ref: 'DLV-2',
  receiver: 'mail',
  state: 'failed',
  attempts: 9,
  deliveredAt: undefined,
  receipt: undefined,
  lastError: '550 no such user',
};

/** A SEV3 from page to verdict; `words` stand wherever people write. */
function over(words = 'the pool is exhausted'): Life {
  const life = new Life();
  const at = (minute: number) => {
    life.minute = minute;
  };
  at(1);
  life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
  life.do({ kind: 'assign-role', role: 'commander', to: 'maria', by: 'maria' });
  at(3);
  life.move('investigating');
  const unseen = { kind: 'unknown', reason: 'no data' } as const;
  life.do({ kind: 'state-hypothesis', text: words, by: 'paul' });
  life.do({ kind: 'rule-out-hypothesis', hypothesis: 1, finding: words, by: 'paul' });
  life.do({ kind: 'state-hypothesis', text: words, by: 'maria' });
  at(10);
  life.do({ kind: 'confirm-hypothesis', hypothesis: 2, finding: words, by: 'maria' });
  at(12);
  life.do({ kind: 'mitigate', mitigation: 'flag', text: words, before: unseen, by: 'maria' });
  const hook = { receiver: 'deployer', deploy: undefined };
  const rollback = { version: 'v1', reason: words, again: false, before: unseen, by: 'maria' };
  life.do({ kind: 'roll-back', ...rollback, hook });
  life.do({ kind: 'settle-rollback', mitigation: 2, outcome: 'taken', detail: 'run 17', by: 'engine' });
  life.do({ kind: 'add-entry', text: words, happenedAt: 2 * MINUTE, by: 'paul' });
  life.do({ kind: 'set-severity', severity: 'sev2', reason: words, by: 'maria' });
  life.do({ kind: 'record-decision', text: words, decidedBy: 'paul', by: 'maria' });
  at(14);
  const told = { receivers: ['statuspage', 'mail'], lacking: undefined };
  life.do({ kind: 'send-update', audience: 'customers', text: words, reach: told, by: 'vera' });
  const lacking = 'no receiver is configured for executives';
  const nobody = { receivers: [], lacking };
  life.do({ kind: 'send-update', audience: 'executives', text: words, reach: nobody, by: 'vera' });
  at(28);
  life.do({ kind: 'end-alert', text: 'the page has ended' });
  at(40);
  life.move('resolved', '', 'seen by hand');
  at(50);
  life.do({ kind: 'close', verdict: 'real', reason: words, by: 'maria' });
  return life;
}

function report({ incident, events }: Life, impact: ImpactView = IMPACT, proof = [PAGE, LOST]) {
  if (!incident) throw new Error('there is none');
  return reportOf({ incident, timeline: events, impact, proof, at: 60 * MINUTE });
}

describe('the report of an incident', () => {
  it('tells somebody who was not there', async () => {
    await expect(reportMarkdown(report(over()))).toMatchFileSnapshot('../../../../golden/incident-report.md');
  });

  it('says the same as a page', () => {
    const made = report(over());
    const text = htmlText(reportHtml(made)).replace(/\s+/g, ' ');
    const wanted = [
      made.summary,
      ...made.facts.flatMap(({ name, text: said }) => [name, said]),
      ...made.impact.map(({ text: said }) => said),
      ...made.course.map(({ name }) => name),
      ...made.timeline.map((entry) => entry.text),
      ...made.severities.map(({ reason }) => reason),
      'SEV3 to SEV2',
      'paul (written down by maria)',
      'customerstold through statuspage, mailvera',
      'executivesno receiver is configured for executives: recorded onlyvera',
      'delivered after 4 s and 2 attempts: abc',
      'failed after 9 attempts: 550 no such user',
    ];
    for (const words of wanted) expect(text).toContain(words);
  });

  it('puts what was written down late where it happened, with both times', () => {
    const { timeline } = report(over());
    const late = timeline.findIndex(({ happenedAt }) => happenedAt !== undefined);
    expect(timeline[late]).toMatchObject({ at: 12 * MINUTE, happenedAt: 2 * MINUTE });
    expect(timeline[late + 1]?.at).toBe(3 * MINUTE);
  });

  it('says what is not known, and guesses nothing', () => {
    const early = report(new Life(), { kind: 'unknown', reason: 'no data of its SLI' }, []);
    expect(early.summary).toBe(
      'SEV3 of checkout: checkout/availability burns its error budget (as the test says). What it has cost is not known: no data of its SLI. No cause is on record. No mitigation is on record. It is declared.',
    );
    expect(early.people.map(({ text }) => text)).toEqual(['nobody', 'nobody', 'nobody', 'nobody']);
    expect(reportMarkdown(early)).toContain('Nobody was told.');
  });

  it('shows where it fails and what was deployed before, while it goes on and after it', () => {
    const seen = {
      worstLabels: [{ label: 'route', value: '/pay', badEvents: 10, shareOfBad: 0.93 }],
      suspects: [{ version: 'v1.42', at: 0 }],
    };
    const live: ImpactView = {
      ...IMPACT,
      ...seen,
      kind: 'live',
      now: undefined,
      budgetRemaining: 0.5,
      exhaustion: { kind: 'never' },
    };
    expect(report(new Life(), live).impact.slice(2)).toEqual([
      { name: 'Where', text: 'route="/pay": 93 % of the failures of the last hour' },
      { name: 'Suspect change', text: 'v1.42, deployed 1970-01-01 00:00:00 UTC' },
    ]);
    expect(report(new Life(), { ...IMPACT, ...seen }).impact[2]?.text).toBe(
      'route="/pay": 93 % of the failures of its last hour',
    );
  });

  it('has the cases with vendors, with what they had promised', () => {
    const life = over();
    const made = report(new Life());
    for (const text of [reportMarkdown(made), reportHtml(made)]) expect(text).not.toContain('Vendors');
    life.incident = replayIncident([
      ...life.events,
      {
        incidentId: 'INC-7',
        seq: life.events.length + 1,
        at: 30 * MINUTE,
        kind: 'vendor-opened',
        by: 'maria',
        text: '',
        data: { case: 1, vendor: 'payco', name: 'PayCo', reason: 'captures hang', promisedMs: 15 * MINUTE },
      },
    ]);
    const told = report(life);
    expect(told.vendors).toMatchObject([{ number: 1, vendor: 'payco', answeredAt: undefined }]);
    expect(reportMarkdown(told)).toContain(
      '| V1 PayCo | 1970-01-01 00:30:00 UTC | maria | captures hang | not (promised 15m) | open |',
    );
    expect(htmlText(reportHtml(told))).toContain('captures hang');
  });

  it('keeps its shape whatever people write, as Markdown and as a page', () => {
    const [plainMarkdown, plainShape] = [
      reportMarkdown(report(over('a word'))),
      htmlShape(reportHtml(report(over('a word')))),
    ];
    const bars = (text: string) => text.split('\n').map((line) => line.replace(/\\./g, '').split('|').length);
    fc.assert(
      fc.property(hostileWords(), (words) => {
        const made = report(over(words));
        expect(htmlShape(reportHtml(made))).toBe(plainShape);
        const markdown = reportMarkdown(made);
        expect(bars(markdown)).toEqual(bars(plainMarkdown));
        expect(markdown.replace(/\\./g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
