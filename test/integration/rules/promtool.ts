import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Slo } from '../../../src/core/slo/slo.js';
import type { NamingTool } from '../../../src/rules/naming/namings.js';
import { generateRules } from '../../../src/rules/generate-rules.js';

/** Samples are 15 s apart, and Prometheus evaluates every 30 s. */
export const SCRAPE = 15_000;
export const CYCLE = 30_000;

/** For so long (ms), a counter grows by so much per scrape. */
export interface Stretch {
  readonly lasts: number;
  readonly perScrape: number;
}

/** What a query must answer at an instant (ms from the start): values by label set, none by default. */
export interface Expectation {
  readonly query: string;
  readonly at: number;
  readonly samples?: Readonly<Record<string, number>>;
}

/** An alert that must be firing, with every word that it says. */
export interface ExpectedAlert {
  readonly alert: string;
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A counter's samples in promtool's notation, from 0 at the start. */
export function counter(...stretches: Stretch[]): string {
  let value = 0;
  const parts = ['0'];
  for (const { lasts, perScrape } of stretches) {
    const scrapes = Math.round(lasts / SCRAPE);
    parts.push(`${value + perScrape}+${perScrape}x${scrapes - 1}`);
    value += perScrape * scrapes;
  }
  return parts.join(' ');
}

/** No samples for so long (ms). */
export function missing(lasts: number): string {
  return `_x${Math.round(lasts / SCRAPE)}`;
}

/** Asserts that promtool takes the rules of the SLOs, and that they pass the tests that are generated with them. */
export async function expectTestsToPass(slos: readonly Slo[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-generated-'));
  try {
    const files = generateRules(slos, { format: 'prometheus', tests: true });
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const isTest = ({ path }: { readonly path: string }) => path.includes('test');
    const paths = (some: typeof files) => some.map(({ path }) => join(folder, path));
    await promtool('check', 'rules', ...paths(files.filter((file) => !isTest(file))));
    await promtool('test', 'rules', ...paths(files.filter(isTest)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Asserts with the real `promtool test rules` that the generated rules do this on the series; fails with what it prints. */
export async function expectOfRules(
  slos: readonly Slo[],
  series: Readonly<Record<string, string>>,
  expectations: readonly Expectation[],
  alerts: readonly ExpectedAlert[] = [],
  names?: NamingTool,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-rules-'));
  try {
    const files = generateRules(slos, { format: 'prometheus', ...(names === undefined ? {} : { names }) });
    await Promise.all(files.map((file) => writeFile(join(folder, file.path), file.text)));
    const test = {
      rule_files: files.map((file) => file.path),
      evaluation_interval: '30s',
      group_eval_order: files.flatMap(({ text }) => groupNames(text)),
      tests: [
        {
          interval: `${SCRAPE / 1000}s`,
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          promql_expr_test: expectations.map(({ query, at, samples = {} }) => ({
            expr: query,
            eval_time: `${at}ms`,
            exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
          })),
          alert_rule_test: alerts.map(({ alert, at, labels, annotations }) => ({
            alertname: alert,
            eval_time: `${at}ms`,
            exp_alerts: [{ exp_labels: labels, exp_annotations: annotations }],
          })),
        },
      ],
    };
    await writeFile(join(folder, 'test.yaml'), stringify(test));
    await promtool('test', 'rules', join(folder, 'test.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The groups of a rule file: promtool evaluates them in any order that it is not told. */
function groupNames(ruleFile: string): string[] {
  const { groups } = parse(ruleFile) as { groups: { name: string }[] };
  return groups.map(({ name }) => name);
}

/** Runs promtool; resolves to what it printed, rejects with it when it exits with anything but 0. */
export function promtool(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('promtool', args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
      else resolve(stdout);
    });
  });
}
