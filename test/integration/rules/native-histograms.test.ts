import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { eventually } from '../../support/live-stage.js';
import { writeNative } from '../../support/native-histograms.js';
import { startPastPrometheus } from '../../support/past-prometheus.js';

/** With windows of 10 and 15 s all groups that count are evaluated every second. */
const SPEC = `service: shop
slis:
  second: {metric: 'histogram_fraction(0, 1, sum(rate(wait_seconds{job="shop"}[5m])))'}
slos:
  - sli: second
    target: 99%
    window: 1h
    burn_rate_alerts:
      - {severity: page, short_window: 10s, long_window: 1m, burn_rate: 10x}
      - {severity: ticket, short_window: 15s, long_window: 90s, burn_rate: 5x}
`;

/** Observations by bucket, (1/8, 1/4] to (2, 4], of which the first three are at most a second. */
const FIRST_BOUND = -2;
const UP_TO_A_SECOND = 3;
const PER_SAMPLE = [
  (n: number) => 1000 + 7 * n,
  (n: number) => 500 + 11 * n,
  (n: number) => 200 + 13 * n,
  (n: number) => 30 + (n % 5),
  (n: number) => 3 * (n % 4),
] as const;
const SAMPLES = 8;

it('rules count native histograms in a real Prometheus as they were observed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-native-rules-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { slos } = readSpecs([{ path: 'shop.yaml', text: SPEC }]);
  const [rules] = generateRules(slos, { format: 'prometheus' });
  await writeFile(join(folder, 'shop.rules.yaml'), rules?.text ?? '');
  const url = await startPastPrometheus(
    folder,
    '--web.enable-remote-write-receiver',
    '--enable-feature=native-histograms',
  );
  const ask = (query: string) => valueOf(url, query);
  const counted = (of: string) =>
    ask(`sum(slo:events:running_total{service="shop", slo="second", of="${of}"})`);
  const evaluatedAt = async () =>
    (await ask('timestamp(slo:events:running_total{slo="second", of="seconds"})')) ?? 0;

  const counts = PER_SAMPLE.map(() => 0);
  const grown = { total: 0, bad: 0 };
  const labels = { __name__: 'wait_seconds', job: 'shop', instance: 'a' };
  for (let n = 0; n < SAMPLES; n += 1) {
    for (const [bucket, of] of PER_SAMPLE.entries()) {
      const more = of(n);
      counts[bucket] = (counts[bucket] ?? 0) + more;
      // The first sample of a target only sets its base.
      if (n > 0) grown.total += more;
      if (n > 0 && bucket >= UP_TO_A_SECOND) grown.bad += more;
    }
    const at = Date.now();
    await writeNative(url, labels, [{ at, from: FIRST_BOUND, counts: [...counts] }]);
    // Each sample is seen by an evaluation of its own.
    await eventually('the rules have seen it', 20, evaluatedAt, (seen) => seen > at / 1000);
  }

  const [good, bad] = [(await counted('good')) ?? 0, (await counted('bad')) ?? 0];
  expect(Math.abs(bad - grown.bad)).toBeLessThanOrEqual(0.0002 * grown.bad);
  expect(Math.abs(good + bad - grown.total)).toBeLessThan(0.0002 * grown.total);
});

async function valueOf(url: string, query: string): Promise<number | undefined> {
  const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  const [first] = data.result;
  return first && Number(first.value[1]);
}
