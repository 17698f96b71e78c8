import { describe, expect, it } from 'vitest';
import { readIncidents } from '../../../../src/spec/incidents/read-incidents.js';

const START = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const whole = { start: START, end: START + HOUR, service: 'shop', slo: 'api', name: 'disk, full' };
const bare = { start: START, end: START + HOUR, service: undefined, slo: undefined, name: undefined };

const csv = (text: string) => readIncidents({ path: 'i.csv', text });
const yaml = (text: string) => readIncidents({ path: 'i.yaml', text });
const places = (problems: ReturnType<typeof csv>['problems']) =>
  problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe('readIncidents', () => {
  it('reads CSV with or without a first line, in quotes, with comments and in any zone', () => {
    const text = `# what we remember
name,start,end,slo,service
"disk, full",2026-03-01T12:00:00Z,2026-03-01T14:00:00+01:00,api,shop
`;
    expect(csv(text)).toEqual({ incidents: [whole], problems: [] });
    expect(csv('2026-03-01 12:00Z,2026-03-01T13:00:00Z\r\n').incidents).toEqual([bare]);
    expect(csv('2026-03-01T12:00Z,2026-03-01T13:00Z,shop,api,"disk, full"').incidents).toEqual([whole]);
  });

  it('reads a YAML list', () => {
    const text = `- {start: 2026-03-01T12:00:00Z, end: 2026-03-01T13:00:00Z}
- start: "2026-03-01T12:00:00Z"
  end: "2026-03-01T13:00:00Z"
  service: shop
  slo: api
  name: disk, full
`;
    expect(yaml(text)).toEqual({ incidents: [bare, whole], problems: [] });
  });

  it('says where CSV is wrong, and reads the rest', () => {
    const { incidents, problems } = csv(`start,end,team
2026-03-01T12:00:00Z,2026-03-01T13:00:00Z,a
2026-03-01T12:00:00, 2026-03-01T13:00:00Z,a
2026-03-01T12:00:00Z,2026-03-01T11:00:00Z,a
2026-03-01T12:00:00Z
`);
    expect(incidents).toEqual([bare]);
    expect(places(problems)).toEqual([
      '1:11 unknown-column',
      '3:1 bad-instant',
      '4:22 ends-before-start',
      '5:1 bad-instant',
    ]);
    expect(problems[1]?.mend).toContain('2026-03-01T12:00:00Z');
  });

  it('says where YAML is wrong', () => {
    const { problems } = yaml(
      '- {start: now, end: 2026-03-01T13:00:00Z, team: a}\n- {start: 2026-03-01T12:00:00Z}\n',
    );
    expect(places(problems)).toEqual(['1:43 unknown-field', '1:11 bad-instant', '2:4 bad-instant']);
    expect(places(yaml('start: now\n').problems)).toEqual(['1:1 no-list']);
    expect(places(yaml('- {a: [}\n').problems)[0]).toMatch(/yaml-syntax/);
  });

  it('takes an empty file for a mistake', () => {
    expect(places(csv('# nothing\n').problems)).toEqual(['1:1 no-incidents']);
  });
});
