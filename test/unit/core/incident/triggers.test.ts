import { describe, expect, it } from 'vitest';
import { replayIncident } from '../../../../src/core/incident/apply.js';
import type { IncidentEvent, IncidentSeverity } from '../../../../src/core/incident/incident.js';
import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../../../src/core/incident/policy.js';
import type { Concern } from '../../../../src/core/incident/severity.js';
import { fromStored } from '../../../../src/core/incident/stored.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { Life } from './life.js';

const { severities } = DEFAULT_INCIDENT_POLICY;

/** Other figures than the default's for everything that triggers. */
const OWN: IncidentPolicy = {
  ...DEFAULT_INCIDENT_POLICY,
  severities: {
    sev1: { ...severities.sev1, response: 2 * MINUTE, cause: 20 * MINUTE },
    sev2: { ...severities.sev2, response: 7 * MINUTE, cause: HOUR },
    sev3: { ...severities.sev3, response: 40 * MINUTE, cause: 3 * HOUR },
    sev4: { ...severities.sev4, response: 2 * DAY },
  },
  impactGrowth: 4,
};

/** What happens while the clock moves; a tenth of a thousand events fail until a minute at which more do. */
interface Story {
  readonly severity: IncidentSeverity;
  readonly acknowledged?: true;
  readonly report?: { readonly minute: number; readonly concern: Concern };
  readonly grows?: { readonly minute: number; readonly bad: number };
}

/** The trigger's events, each with its minute, when every minute is looked at and the store is read anew. */
function run(
  { severity, acknowledged, report, grows }: Story,
  policy: IncidentPolicy,
  minutes: number,
): string[] {
  const life = new Life(severity, policy, 0.1);
  if (acknowledged) life.do({ kind: 'acknowledge', by: 'maria', via: 'API' });
  for (; life.minute < minutes; life.minute += 1) {
    if (life.incident) life.incident = fromStored(structuredClone(life.incident));
    const badEvents = grows && life.minute >= grows.minute ? grows.bad : 100;
    const least = { errorRatio: 0.006, badEvents: 3 };
    const impact = {
      errorRatio: badEvents / 1000,
      badEvents,
      totalEvents: 1000,
      windowMs: 5 * MINUTE,
      least,
    };
    if (life.minute === report?.minute)
      life.do({ kind: 'report', concern: report.concern, text: '', by: 'maria' });
    life.do({ kind: 'see-impact', impact });
    life.do({ kind: 'tick', monitorFor: 15 * MINUTE });
  }
  expect(life.incident).toEqual(replayIncident(life.events));
  return life.events.flatMap(said);
}

function said({ kind, at, data }: IncidentEvent): string[] {
  const what = data['timer'] ?? data['severity'];
  return kind === 'declared' || kind === 'acknowledged' ? [] : [`${at / MINUTE} ${kind} ${String(what)}`];
}

describe('what raises and escalates by itself', () => {
  it.each<[string, Story, string[], string[]]>([
    [
      'nobody responds to a SEV1',
      { severity: 'sev1' },
      ['5 escalation-due response-sev1', '30 escalation-due cause-sev1'],
      ['2 escalation-due response-sev1', '20 escalation-due cause-sev1'],
    ],
    [
      'nobody responds to a SEV2',
      { severity: 'sev2' },
      ['15 escalation-due response-sev2', '120 escalation-due cause-sev2'],
      ['7 escalation-due response-sev2', '60 escalation-due cause-sev2'],
    ],
    [
      'nobody responds to a SEV3',
      { severity: 'sev3' },
      ['60 escalation-due response-sev3'],
      ['40 escalation-due response-sev3', '180 escalation-due cause-sev3'],
    ],
    ['nobody responds to a SEV4', { severity: 'sev4' }, ['1440 escalation-due response-sev4'], []],
    [
      'no cause is known of a SEV1',
      { severity: 'sev1', acknowledged: true },
      ['30 escalation-due cause-sev1'],
      ['20 escalation-due cause-sev1'],
    ],
    [
      'no cause is known of a SEV2',
      { severity: 'sev2', acknowledged: true },
      ['120 escalation-due cause-sev2'],
      ['60 escalation-due cause-sev2'],
    ],
    [
      'the impact doubles',
      { severity: 'sev4', acknowledged: true, grows: { minute: 10, bad: 200 } },
      ['10 severity-raised sev3'],
      [],
    ],
    [
      'the impact is four times as large',
      { severity: 'sev4', acknowledged: true, grows: { minute: 10, bad: 400 } },
      ['10 severity-raised sev3'],
      ['10 severity-raised sev3', '190 escalation-due cause-sev3'],
    ],
    [
      'a paying customer reports it',
      { severity: 'sev4', acknowledged: true, report: { minute: 10, concern: 'paying-customer' } },
      ['10 concern-reported sev2', '130 escalation-due cause-sev2'],
      ['10 concern-reported sev2', '70 escalation-due cause-sev2'],
    ],
    [
      'data may be wrong',
      { severity: 'sev3', acknowledged: true, report: { minute: 10, concern: 'data-integrity' } },
      ['10 concern-reported sev1', '40 escalation-due cause-sev1'],
      ['10 concern-reported sev1', '30 escalation-due cause-sev1'],
    ],
  ])('%s: by default, and by a policy of one’s own', (_, story, byDefault, byOwn) => {
    expect(run(story, DEFAULT_INCIDENT_POLICY, 1500)).toEqual(byDefault);
    expect(run(story, OWN, 1500)).toEqual(byOwn);
  });
});
