import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../src/core/time/duration.js';
import { generateRules } from '../../src/rules/generate-rules.js';
import { BUDGET_REMAINING, LABELS } from '../../src/rules/names.js';
import type { Observed } from '../traffic/observe.js';
import type { Moment, Timetable } from '../traffic/timetable.js';
import { trueEvents } from '../traffic/truth.js';
import { consumedBy, type Figure } from './figure.js';
import { neededRules } from './needed-rules.js';
import { seriesText } from './open-metrics.js';
import { promtoolValues } from './promtool-series.js';
import type { ShopSlo } from './shop-slos.js';

/** Samples and evaluations are this far apart (s): promtool knows no offsets between targets. */
const STEP_S = 30;
const WINDOW = 30 * DAY;

/** Evaluates an SLO's generated rules over the whole history with Prometheus' own rule engine, and reads the budget at the moments. */
export async function ruleFigures(
  folder: string,
  { service, slo }: ShopSlo,
  { span, moments }: Pick<Timetable, 'span' | 'moments'>,
  onGrid: Observed,
): Promise<Figure[]> {
  await mkdir(folder);
  // The budget rests on the same counts whatever alerts there are; without them promtool has half as much to do.
  const [rules] = generateRules([{ ...slo, alertPolicies: [] }], { format: 'prometheus' });
  const needed = neededRules(rules?.text ?? '', BUDGET_REMAINING);
  await writeFile(join(folder, 'rules.yaml'), needed.text);
  const query = `${BUDGET_REMAINING}{${LABELS.service}="${service}", ${LABELS.slo}="${slo.name}"}`;
  const test = join(folder, 'test.yaml');
  await writeFile(test, testText(needed.groups, query, span.from, moments, onGrid));
  const answers = readAnswers(await output('promtool', ['test', 'rules', test]));
  if (answers.length !== moments.length) throw new Error(`promtool gave ${answers.length} answers`);
  return moments.map(({ name, at }, i) => {
    const truth = trueEvents(onGrid.lives, at - WINDOW, at, at);
    const remaining = answers[i];
    return {
      method: 'rules',
      service,
      moment: name,
      consumed: remaining === undefined ? undefined : 1 - remaining,
      truth: consumedBy(truth, slo.objective.target),
      coverage: undefined,
    };
  });
}

/** Expects what nothing answers, because promtool prints what it got only when that is not what was expected. */
function testText(
  groups: readonly string[],
  query: string,
  from: number,
  moments: readonly Moment[],
  { series }: Observed,
): string {
  const input = series.map(
    (one) =>
      `      - series: '${seriesText(one)}'\n        values: '${promtoolValues(one, from, STEP_S * 1000)}'\n`,
  );
  const asked = moments.map(
    ({ at }) =>
      `      - expr: '${query}'\n        eval_time: ${(at - from) / 1000}s\n        exp_samples: [{labels: '{never="answered"}', value: 0}]\n`,
  );
  return `rule_files: [rules.yaml]
evaluation_interval: ${STEP_S}s
group_eval_order: ${JSON.stringify(groups)}
tests:
  - interval: ${STEP_S}s
    input_series:
${input.join('')}    promql_expr_test:
${asked.join('')}`;
}

/** The one value of each answer; undefined for none, several, or NaN. */
function readAnswers(text: string): (number | undefined)[] {
  return [...text.matchAll(/^\s*got:(.*)$/gm)].map(([, got = '']) => {
    const value = Number(/^[^}]*\} (\S+)$/.exec(got.trim())?.[1] ?? 'NaN');
    return Number.isNaN(value) ? undefined : value;
  });
}

/** Everything that a program prints, whatever it exits with: promtool's test is meant to fail. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(error.message));
      else resolve(`${stdout}\n${stderr}`);
    });
  });
}
