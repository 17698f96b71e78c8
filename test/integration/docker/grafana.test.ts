import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { promtool } from '../rules/promtool.js';
import { type Dashboard, expressions, readDashboard, valueTexts, withEverythingChosen } from './dashboard.js';
import { portOf, REPOSITORY, readText, readYaml } from './files.js';
import { publishedPorts, readCompose, service, sourceOf } from './stack.js';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await readDashboard();
});

it('the data source is the Prometheus of compose.yaml', async () => {
  const { datasources } = await readYaml<{ datasources: { type: string; url: string; uid: string }[] }>(
    'docker/grafana/provisioning/datasources/prometheus.yaml',
  );
  expect(datasources.map(({ type }) => type)).toEqual(['prometheus']);
  const url = datasources[0]?.url ?? '';
  const prometheus = service(await readCompose(), new URL(url).hostname);
  expect(prometheus.image).toMatch(/^prom\/prometheus:/);
  expect(publishedPorts(prometheus).map(({ inside }) => inside)).toEqual([portOf(url)]);
});

it('the dashboards’ folder is mounted where the provider and the home page look for it', async () => {
  const { providers } = await readYaml<{ providers: { options: { path: string } }[] }>(
    'docker/grafana/provisioning/dashboards/firebreak.yaml',
  );
  const grafana = service(await readCompose(), 'grafana');
  const paths = providers.map(({ options }) => sourceOf(grafana, options.path));
  expect(paths).toEqual(['docker/grafana/dashboards']);
  const home = grafana.environment?.['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? '';
  expect(sourceOf(grafana, home)).toBe('docker/grafana/dashboards/firebreak.json');
  expect(sourceOf(grafana, '/etc/grafana/provisioning')).toBe('docker/grafana/provisioning');
});

it('every metric of the dashboard is one that the source names', async () => {
  const source = await textUnder('src');
  const used = new Set(
    expressions(dashboard).flatMap((text) => text.match(/\b(?:firebreak_\w+|slo:[\w:]+)/g) ?? []),
  );
  expect(used.size).toBeGreaterThan(10);
  const unnamed = [...used].filter((metric) => {
    // The series of a histogram are named after it.
    const base = metric.replace(/_(bucket|sum|count)$/, '');
    return !source.includes(`'${metric}'`) && !source.includes(`'${base}'`);
  });
  expect(unnamed).toEqual([]);
});

it('Prometheus can parse every expression', async () => {
  const rules = expressions(dashboard).map((expr, index) => ({
    record: `dashboard:expression:${index}`,
    expr,
  }));
  expect(rules.length).toBeGreaterThan(15);
  await withFile('rules.yaml', { groups: [{ name: 'dashboard', rules }] }, async (path) => {
    expect(await promtool('check', 'rules', path)).toContain(`SUCCESS: ${rules.length} rules found`);
  });
});

it('panels have ids of their own, say what they show, and do not overlap', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.filter(({ title }) => title === '')).toEqual([]);
});

const STATES = ['ok', 'unknown', 'ticket', 'page'];
const DECISIONS = ['allow', 'warn', 'unknown', 'block'];

it.each([
  ['State of each SLO', 'firebreak_slo_state', 'state', STATES, { service: 'shop', slo: 'up' }],
  ['Deploy gate of each service', 'firebreak_gate', 'decision', DECISIONS, { service: 'shop' }],
  ['Deploy gate', 'firebreak_gate', 'decision', DECISIONS, { service: 'shop' }],
] as const)(
  '"%s" shows each %s by its name, and nothing when there is none',
  async (title, metric, label, values, of) => {
    const panel = dashboard.panels.find((panel) => panel.title === title);
    if (!panel) throw new Error(`there is no panel "${title}"`);
    const texts = valueTexts(panel);
    expect([...texts.values()].sort()).toEqual([...values].sort());
    const expr = withEverythingChosen(panel.targets?.[0]?.expr ?? '');
    // In minute i the metric says values[i]; in the one after the last it is gone.
    const series = values.map((value, minute) => ({
      series: `${metric}${labels({ ...of, [label]: value })}`,
      values: [...values.map((_, at) => (at === minute ? 1 : 0)), 'stale'].join(' '),
    }));
    const expected = values.map((value, minute) => {
      const shown = [...texts].find(([, text]) => text === value)?.[0];
      return { expr, eval_time: `${minute}m`, exp_samples: [{ labels: labels(of), value: shown }] };
    });
    const gone = { expr, eval_time: `${values.length}m`, exp_samples: [] };
    const tests = [{ interval: '1m', input_series: series, promql_expr_test: [...expected, gone] }];
    await withFile('test.yaml', { evaluation_interval: '1m', tests }, (path) =>
      promtool('test', 'rules', path),
    );
  },
);

function labels(values: Readonly<Record<string, string>>): string {
  return `{${Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;
}

async function textUnder(folder: string): Promise<string> {
  const entries = await readdir(join(REPOSITORY, folder), { recursive: true });
  const files = entries.filter((name) => name.endsWith('.ts'));
  return (await Promise.all(files.map((name) => readText(join(folder, name))))).join('\n');
}

async function withFile(
  name: string,
  content: unknown,
  use: (path: string) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-dashboard-'));
  try {
    await writeFile(join(folder, name), stringify(content));
    await use(join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}
