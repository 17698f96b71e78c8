import { describe, expect, it } from 'vitest';
import { recordedSli } from '../../../../src/core/slo/recorded-sli.js';
import { sloSpec } from '../../../../src/main/daemon/slo-spec.js';
import { readSpecs } from '../../../../src/spec/read-specs.js';

const TEXT = `service: web
owner: web-team
slis:
  availability:
    bad: sum(rate(http_requests_total{code=~"5.."}[5m]))
    total: sum(rate(http_requests_total[5m]))
slos:
  - name: availability
    sli: availability
    target: 99.9
    window: 30d
`;
const FILE = { path: 'slos.yaml', text: `${TEXT}---\n${TEXT.replaceAll('web', 'shop')}` };
const LINKS = { prometheus: 'https://prometheus.example.com/', grafana: undefined };

function read() {
  const { slos, problems } = readSpecs([FILE], 0);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const found = slos.find(({ id }) => id === 'shop/availability');
  if (!found) throw new Error('the sample has two SLOs');
  return found;
}

describe('sloSpec', () => {
  it('shows the document of the SLO alone, with the lines of the file', () => {
    const { text, firstLine, line, fields } = sloSpec(read(), [FILE], LINKS);
    expect(text).toBe(TEXT.replaceAll('web', 'shop').trimEnd());
    expect(firstLine).toBe(13);
    expect(text?.split('\n')[line - firstLine]).toContain('name: availability');
    const target = fields.find(({ field }) => field === 'target');
    expect(text?.split('\n')[(target?.line ?? 0) - firstLine]).toContain('target: 99.9');
  });

  it('links queries to Prometheus, and to Grafana where there is one', () => {
    const [bad] = sloSpec(read(), [FILE], LINKS).queries;
    expect(bad?.text).toBe('sum(increase(http_requests_total{code=~"5.."}[1h]))');
    const url = new URL(bad?.prometheusUrl ?? '');
    expect(url.origin + url.pathname).toBe('https://prometheus.example.com/graph');
    expect(url.searchParams.get('g0.expr')).toBe(bad?.text);
    expect(bad?.grafanaUrl).toBeUndefined();
    const grafana = { url: 'https://grafana.example.com', datasource: 'prom' };
    const [linked] = sloSpec(read(), [FILE], { ...LINKS, grafana }).queries;
    expect(new URL(linked?.grafanaUrl ?? '').searchParams.get('panes')).toContain('"uid":"prom"');
  });

  it('shows the rules of what is written, also where the daemon counts what they record', () => {
    const slo = read();
    const rules = sloSpec(slo, [FILE], LINKS).rules;
    expect(rules).toContain('alert:');
    expect(sloSpec({ ...slo, sli: recordedSli(slo) }, [FILE], LINKS).rules).toBe(rules);
  });

  it('says that it has no text when the file is gone', () => {
    expect(sloSpec(read(), [], LINKS)).toMatchObject({ text: undefined, file: 'slos.yaml', fields: [] });
  });
});
