import { parse } from 'yaml';
import { parseDuration } from '../../src/core/time/duration.js';
import { type GeneratedFile, generateRules } from '../../src/rules/generate-rules.js';
import { readSpecs } from '../../src/spec/read-specs.js';
import { counterAt, type Series } from '../support/series.js';

/** What `firebreak generate` makes of one availability SLO per service: 99.9 % in 30 days, default tiers. */
export function ourRules(services: readonly string[]): GeneratedFile[] {
  const files = services.map((service) => ({ path: `${service}.yaml`, text: spec(service) }));
  const { slos, problems } = readSpecs(files);
  if (problems.length > 0) throw new Error(problems[0]?.message);
  return generateRules(slos, { format: 'prometheus' });
}

/**
 * The recorded series that some expression of the rules reads over a range or an offset, as counters that grow: without them a rule would
 * be measured on nothing. They carry the labels that their rule gives and have a sample for each of its evaluations.
 */
export function ourHistory(files: readonly GeneratedFile[]): Series[] {
  return files.flatMap(({ text }, seed) => {
    const { groups } = parse(text) as { groups: Group[] };
    const expressions = groups.flatMap(({ rules }) => rules.map((rule) => rule.expr));
    return groups.flatMap(({ interval, rules }) => {
      const stepMs = parseDuration(interval) ?? Number.NaN;
      return rules.flatMap(({ record, labels = {} }): Series[] => {
        if (record === undefined || !expressions.some((expr) => readsHistory(expr, record, labels)))
          return [];
        const perMinute = record.includes('bad') ? 3 : 4503;
        const valueAt = counterAt((perMinute * stepMs) / 60_000, stepMs, seed);
        return [{ metric: record, labels, stepMs, valueAt }];
      });
    });
  });
}

interface Group {
  readonly interval: string;
  readonly rules: {
    readonly record?: string;
    readonly expr: string;
    readonly labels?: Record<string, string>;
  }[];
}

/** Whether the expression selects the series with `[range]` or `offset` behind it, brackets in between or not. */
function readsHistory(expr: string, record: string, labels: Readonly<Record<string, string>>): boolean {
  const selectors = expr.matchAll(/([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})?[\s)]*(?:\[|offset\b)/g);
  return [...selectors].some(([, name, matchers = '']) => {
    const equal = [...matchers.matchAll(/(\w+)="([^"]*)"/g)];
    return name === record && equal.every(([, label = '', value]) => (labels[label] ?? '') === value);
  });
}

function spec(service: string): string {
  return `service: ${service}
owner: team
slis:
  availability:
    metric: sum(rate(http_requests_total{service="${service}", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="${service}"}[5m]))
slos:
  - {sli: availability, target: 99.9%, window: 30d}
`;
}
