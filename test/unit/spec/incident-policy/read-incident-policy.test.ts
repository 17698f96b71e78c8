import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_INCIDENT_POLICY } from '../../../../src/core/incident/policy.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { readIncidentPolicy } from '../../../../src/spec/incident-policy/read-incident-policy.js';

const KNOWN = { receivers: ['slack', 'statuspage'], escalations: ['everybody'] };

function read(text: string) {
  return readIncidentPolicy({ path: 'p.yaml', text }, KNOWN);
}

function found(text: string): string[] {
  return read(text).problems.map(
    ({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`,
  );
}

describe('an incident policy', () => {
  it('that is published is the default, in full', () => {
    const text = readFileSync('incident-policy.yaml', 'utf8');
    expect(read(text)).toEqual({ policy: DEFAULT_INCIDENT_POLICY, problems: [] });
    for (const name of ['criteria', 'response', 'cause', 'cadence', 'first_notice', 'error_ratio'])
      expect(text.split(`\n    ${name}:`)).toHaveLength(5);
  });

  it.each(['', '# nothing yet\n', '{}', 'severities: {}', 'severities: {sev2: {}}'])(
    'that says nothing (%j) is the default',
    (text) => {
      expect(read(text)).toEqual({ policy: DEFAULT_INCIDENT_POLICY, problems: [] });
    },
  );

  it('changes what it says, and nothing else', () => {
    const { policy, problems } = read(`
severities:
  sev1: {cause: none, first_notice: 5m, full_crew: false, escalation: everybody, error_ratio: 0.5}
  sev2: {criteria: many customers, response: 10m, cause: none, recovery: 1h, error_ratio: "20%"}
  sev3: {cadence: {customers: 4h}, error_ratio: 5%}
  sev4: {cadence: {engineering: none}}
impact_growth: 3
attach_related_within: none
audiences: {engineering: [slack], customers: [statuspage]}
templates: {customers: {first: "{service} is slow."}}
`);
    const { sev1, sev2, sev3, sev4 } = DEFAULT_INCIDENT_POLICY.severities;
    expect(problems).toEqual([]);
    expect(policy).toEqual({
      severities: {
        sev1: {
          ...sev1,
          cause: undefined,
          firstNotice: 5 * MINUTE,
          fullCrew: false,
          escalation: 'everybody',
          errorRatio: 0.5,
        },
        sev2: {
          ...sev2,
          criteria: 'many customers',
          response: 10 * MINUTE,
          cause: undefined,
          recovery: HOUR,
          errorRatio: 0.2,
        },
        sev3: { ...sev3, cadence: { ...sev3.cadence, customers: 4 * HOUR }, errorRatio: 0.05 },
        sev4: { ...sev4, cadence: {} },
      },
      impactGrowth: 3,
      attachRelatedWithin: undefined,
      audiences: { engineering: ['slack'], customers: ['statuspage'] },
      templates: { customers: { first: '{service} is slow.' } },
    });
  });

  it.each([
    ['severities: {sev1: {response: soon}}', 'bad-duration 1:31'],
    ['severities: {sev1: {response: 5ms}}', 'bad-duration 1:31'],
    ['severities: {sev4: {response: 31d}}', 'bad-duration 1:31'],
    ['severities: {sev1: {response: none}}', 'bad-duration 1:31'],
    ['severities: {sev1: {recovery: none}}', 'bad-duration 1:31'],
    ['severities: {sev1: {cadence: {customers: daily}}}', 'bad-duration 1:42'],
    ['severities: {sev1: {error_ratio: 0}}', 'bad-ratio 1:34'],
    ['severities: {sev1: {error_ratio: 101%}}', 'bad-ratio 1:34'],
    ['severities: {sev1: {error_ratio: most}}', 'bad-ratio 1:34'],
    ['severities: {sev1: {error_ratio: 25%}}', 'shares-out-of-order 1:34'],
    ['severities: {sev2: {error_ratio: 95%}}', 'shares-out-of-order 1:34'],
    ['severities: {sev2: {error_ratio: none}, sev3: {error_ratio: 95%}}', 'shares-out-of-order 1:61'],
    ['severities: {sev1: {escalation: nobody}}', 'unknown-escalation 1:33'],
    ['audiences: {engineering: [slack, pagerduty]}', 'unknown-receiver 1:34'],
    ['templates: {customers: {first: "{serivce} is down"}}', 'unknown-fact 1:33'],
    ['severities: {sev5: {}}', 'unknown-field 1:14'],
    ['severities: {sev1: {respons: 5m}}', 'unknown-field 1:21'],
    ['audiences: {partners: []}', 'unknown-field 1:13'],
    ['impact_growth: 1', 'out-of-range 1:16'],
    ['attach_related_within: soon', 'bad-duration 1:24'],
    ['[]', 'wrong-type 1:1'],
    ['a: 1\n---\nb: 1', 'two-policies 3:1'],
    ['impact_growth: [', 'yaml-syntax 1:17'],
  ])('%s is refused as a whole', (text, problem) => {
    expect(found(text)).toEqual([`error ${problem}`]);
    expect(read(text).policy).toBeUndefined();
  });

  it.each([
    ['severities: {sev1: {response: 20m}}', 'slower-when-worse 1:21'],
    ['severities: {sev3: {response: 10m}}', 'slower-when-worse 1:21'],
    ['severities: {sev1: {cause: none}}', 'slower-when-worse 1:21'],
    ['severities: {sev1: {cadence: {customers: 1h}}}', 'slower-when-worse 1:31'],
    ['severities: {sev2: {cadence: {engineering: none}}}', 'slower-when-worse 1:31'],
    ['severities: {sev2: {first_notice: 30m}}', 'useless-first-notice 1:21'],
  ])('%s is warned of, and holds', (text, problem) => {
    expect(found(text)).toEqual([`warning ${problem}`]);
    expect(read(text).policy).toBeDefined();
  });

  it('tells all that is wrong at once, whatever the schema has found beside it', () => {
    const text = `severities:
  sev5: {response: 3m}
  sev3: {cadance: {customers: 4h}, error_ratio: 500%}
  sev1: {response: 20m, escalation: nobody}
audiences: {engineers: [slack], customers: [hok], engineering: [3, hok]}
templates: {customers: {first: "{servce} is down"}}
`;
    expect(found(text)).toEqual([
      'error unknown-field 2:3',
      'error unknown-field 3:10',
      'error bad-ratio 3:49',
      'error unknown-escalation 4:37',
      'error unknown-field 5:13',
      'error unknown-receiver 5:45',
      'error wrong-type 5:65',
      'error unknown-fact 6:33',
    ]);
    expect(read(text).policy).toBeUndefined();
  });

  it('says what is wrong and how to mend it', () => {
    expect(read('severities: {sev1: {response: 20m}}').problems).toMatchObject([
      {
        message: 'response: 20m for SEV1, 15m for the lesser SEV2',
        mend: 'let SEV1 have at most 15m',
      },
    ]);
    expect(read('audiences: {engineering: [slak]}').problems).toMatchObject([
      { message: 'firebreak.yaml has no receiver "slak"', mend: expect.stringContaining('slack') as string },
    ]);
    expect(read('severities: {sev1: {error_ratio: 20%}}').problems).toMatchObject([
      { message: '20 % make it SEV1, so that 25 % never make it SEV2' },
    ]);
  });
});
