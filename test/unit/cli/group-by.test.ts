import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../../src/core/time/duration.js';
import { counting } from '../../support/counters.js';
import { routeSpec } from '../../support/route-template.js';
import { SimulatedPrometheus } from '../../support/simulated-prometheus.js';
import { run, type Surroundings, surroundings } from './fake-context.js';

const NOW = Date.UTC(2026, 2, 10);
const PROMETHEUS = ['--prometheus', 'http://p:9090'];

/** A Prometheus with the routes /a (busiest), /b and, until two days ago, /gone. */
function around(groupBy = '[route]'): Surroundings & { prometheus: SimulatedPrometheus } {
  const prometheus = new SimulatedPrometheus(() => NOW, 60 * SECOND);
  const begin = NOW - 9 * DAY;
  const expose = (route: string, perSecond: number) => {
    for (const [status, share] of [
      ['200', 1],
      ['503', 0.001],
    ] as const) {
      const labels = { route, status, instance: `${route}:80` };
      prometheus.expose('http_requests_total', labels, counting([begin, perSecond * share]));
    }
  };
  expose('/a', 30);
  expose('/b', 10);
  const files = surroundings({ 'specs/checkout.yaml': routeSpec(groupBy) });
  return Object.assign(files, { events: prometheus, now: NOW, prometheus, series: 2 });
}

const ids = (text: string) => [...text.matchAll(/^(checkout-api\/\S+)/gm)].map(([, id]) => id);

describe('group_by on the command line', () => {
  it('is checked without a Prometheus, and judged by what is there with one', async () => {
    expect(await run(around(), 'validate', 'specs')).toMatchObject({
      code: 0,
      stdout: '1 file, 0 sound SLOs and 1 template: 0 errors, 0 warnings\n',
    });
    const capped = around('{labels: [route], max: 1}');
    const judged = await run(capped, 'validate', 'specs', ...PROMETHEUS);
    expect(judged.stdout).toContain('[groups-left-out] checkout-api/availability: 1 label set is left out');
    expect(judged.stdout).toContain(
      '[no-series] http_requests_total{status=~"5..", route="/a"} has no series',
    );
  });

  it('is explained as one without a Prometheus, and SLO by SLO with one', async () => {
    const alone = await run(around(), 'explain', 'specs');
    expect(ids(alone.stdout)).toEqual(['checkout-api/availability']);
    expect(alone.stdout).toContain(
      'one SLO per route, 50 at most, each kept for 7d after it vanishes; --prometheus lists them',
    );
    const json = await run(around(), 'explain', 'specs', '--output', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      slos: [{ groupBy: { labels: ['route'], max: 50, keep: '7d' } }],
    });

    const all = await run(around(), 'explain', 'specs', ...PROMETHEUS);
    expect(ids(all.stdout)).toEqual(['checkout-api/availability:/a', 'checkout-api/availability:/b']);
    expect(all.stdout).toContain('sum(increase(http_requests_total{status=~"5..", route="/b"}[7d]))');
    expect(all.stdout).not.toContain('one SLO per');
    const wanted = ['explain', 'specs', ...PROMETHEUS, '--slo'];
    expect(ids((await run(around(), ...wanted, 'checkout-api/availability')).stdout)).toHaveLength(2);
    expect(ids((await run(around(), ...wanted, 'checkout-api/availability:/b')).stdout)).toHaveLength(1);
    expect(await run(around(), ...wanted, 'checkout-api/avail')).toMatchObject({ code: 2 });
  });

  it('is generated from what Prometheus has, the same each time, and never from less', async () => {
    const surrounded = around();
    const generate = ['generate', 'specs', '--out', 'rules', '--tests'];
    expect(await run(surrounded, ...generate)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'checkout-api/availability stands for one SLO per route (group_by), and Prometheus knows which there are: add --prometheus',
      ) as string,
    });
    const written = await run(surrounded, ...generate, ...PROMETHEUS);
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(written.stdout).toContain('2 SLOs in 2 files: 2 written');
    const rules = surrounded.files.get('rules/checkout-api.rules.yaml');
    expect(rules).toContain('slo: availability:/a');
    expect(rules).toContain('route: "/b"');
    // A route that is no longer there is nothing to be called for; that all are gone is.
    expect(rules?.match(/absent\(.*/g)).toEqual(Array(2).fill('absent(sum(http_requests_total))'));
    expect(await run(surrounded, ...generate, ...PROMETHEUS, '--check')).toMatchObject({ code: 0 });

    surrounded.prometheus.expose(
      'http_requests_total',
      { route: '/new', status: '200' },
      counting([NOW - HOUR, 1]),
    );
    expect(await run(surrounded, ...generate, ...PROMETHEUS, '--check')).toMatchObject({ code: 1 });
    surrounded.prometheus.reachable = false;
    const down = await run(surrounded, ...generate, ...PROMETHEUS);
    expect(down).toMatchObject({ code: 1, stdout: '' });
    expect(down.stderr).toContain('[groups-unknown] checkout-api/availability: its label sets are not known');
  });

  it('says so when there is no label set at all', async () => {
    const ran = await run(around('[tenant, zone]'), 'explain', 'specs', ...PROMETHEUS);
    expect(ids(ran.stdout)).toEqual(['checkout-api/availability:(none),(none)']);
    const empty = around();
    empty.files.set('specs/checkout.yaml', routeSpec('[route]').replaceAll('http_requests', 'no_requests'));
    const none = await run(empty, 'generate', 'specs', '--out', 'rules', ...PROMETHEUS);
    expect(none).toMatchObject({ code: 0 });
    expect(none.stderr).toContain('[no-groups] checkout-api/availability: Prometheus has no events of it');
  });

  it('is replayed label set by label set, and simulated once', async () => {
    const replayed = await run(
      around(),
      'backtest',
      'specs',
      ...PROMETHEUS,
      '--since',
      '1d',
      '--output',
      'json',
    );
    expect(replayed.code).toBe(0);
    const { slos } = JSON.parse(replayed.stdout) as {
      slos: { id: string; candidates: { events: object }[] }[];
    };
    expect(slos.map(({ candidates }) => candidates[0]?.events)).toMatchObject([
      { total: 30.03 * 86_400 },
      { total: 10.01 * 86_400 },
    ]);
    const simulated = await run(around(), 'simulate', 'specs', '--output', 'json', '--span', '1d');
    expect((JSON.parse(simulated.stdout) as { slos: object[] }).slos).toHaveLength(1);
  });

  it('is judged by the gate with all its SLOs', async () => {
    const surrounded = around();
    await run(surrounded, 'gate', 'checkout-api', ...PROMETHEUS, '--specs', 'specs');
    expect(surrounded.judged[0]?.slos.map(({ name }) => name)).toEqual([
      'availability:/a',
      'availability:/b',
    ]);
    surrounded.prometheus.reachable = false;
    const down = await run(surrounded, 'gate', 'checkout-api', ...PROMETHEUS, '--specs', 'specs');
    expect(down).toMatchObject({ code: 3 });
    expect(down.stdout).toContain('not every label set is known');
  });

  it('is converted where there is a word for it', async () => {
    const own = await run(around(), 'convert', 'specs', '--to', 'firebreak');
    expect(own).toMatchObject({ code: 0, stderr: '' });
    expect(own.stdout).toContain(
      'group_by:\n      labels:\n        - route\n      max: 50\n      keep: 7d\n',
    );
    const ran = await run(around(), 'convert', 'specs', '--to', 'openslo');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(
      '[cannot-be-written] checkout-api/availability: a file of openslo cannot say its group_by as it is',
    );
  });
});
