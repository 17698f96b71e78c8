import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { promtool } from '../rules/promtool.js';
import { portOf, REPOSITORY, readText, readYaml } from './files.js';
import { publishedPorts, readCompose, service, sourceOf } from './stack.js';

const run = promisify(execFile);

interface StaticTargets {
  readonly static_configs: readonly { readonly targets: readonly string[] }[];
}
interface PrometheusConfig {
  readonly rule_files: readonly string[];
  readonly alerting: { readonly alertmanagers: readonly StaticTargets[] };
  readonly scrape_configs: readonly (StaticTargets & { readonly job_name: string })[];
}

const prometheusYml = () => readYaml<PrometheusConfig>('docker/prometheus/prometheus.yml');

it('promtool accepts prometheus.yml with the rules that are mounted for it', async () => {
  const prometheus = service(await readCompose(), 'prometheus');
  const scratch = await mkdtemp(join(tmpdir(), 'firebreak-prometheus-'));
  try {
    let text = await readText('docker/prometheus/prometheus.yml');
    for (const pattern of (await prometheusYml()).rule_files) {
      const folder = dirname(pattern);
      const mapped = join(scratch, basename(folder));
      await mkdir(mapped);
      await cp(join(REPOSITORY, sourceOf(prometheus, folder)), mapped, { recursive: true });
      text = text.replace(folder, mapped);
      expect((await readdir(mapped)).filter((name) => name.endsWith('.yaml'))).not.toEqual([]);
    }
    await writeFile(join(scratch, 'prometheus.yml'), text);
    expect(await promtool('check', 'config', join(scratch, 'prometheus.yml'))).toMatch(
      /SUCCESS: \d+ rules found/,
    );
  } finally {
    await rm(scratch, { recursive: true });
  }
});

it('Prometheus is started with this file, and keeps more than the longest SLO window', async () => {
  const prometheus = service(await readCompose(), 'prometheus');
  const flag = (name: string) =>
    prometheus.command?.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
  expect(sourceOf(prometheus, flag('config.file'))).toBe('docker/prometheus/prometheus.yml');
  expect(sourceOf(prometheus, flag('storage.tsdb.path'))).toBe('prometheus-data');
  const days = await Promise.all(
    (await readdir(join(REPOSITORY, 'slo-specs'))).map(async (name) =>
      [...(await readText(join('slo-specs', name))).matchAll(/\bwindow: (\d+)d/g)].map(([, window]) =>
        Number(window),
      ),
    ),
  );
  expect(Number.parseInt(flag('storage.tsdb.retention.time'), 10)).toBeGreaterThan(Math.max(...days.flat()));
});

it('every scrape target and Alertmanager is a service of compose.yaml at its port', async () => {
  const compose = await readCompose();
  const { scrape_configs, alerting } = await prometheusYml();
  const targets = [...scrape_configs, ...alerting.alertmanagers].flatMap(({ static_configs }) =>
    static_configs.flatMap(({ targets }) => targets),
  );
  expect(targets.map((target) => target.split(':')[0]).sort()).toEqual(['alertmanager', 'firebreak', 'shop']);
  for (const target of targets) {
    const ports = publishedPorts(service(compose, target.split(':')[0] ?? '')).map(({ inside }) => inside);
    expect(ports, target).toEqual([portOf(target)]);
  }
});

it('amtool accepts alertmanager.yml, which is mounted where Alertmanager looks', async () => {
  const file = 'docker/alertmanager/alertmanager.yml';
  const { stdout } = await run('amtool', ['check-config', join(REPOSITORY, file)]);
  expect(stdout).toContain('SUCCESS');
  const alertmanager = service(await readCompose(), 'alertmanager');
  const flag = alertmanager.command?.find((word) => word.startsWith('--config.file='));
  expect(sourceOf(alertmanager, flag?.split('=')[1] ?? '')).toBe(file);
});

it('one notification tells of an SLO, whoever of the two sent the alert', async () => {
  const { route } = await readYaml<{ route: { group_by: string[] } }>('docker/alertmanager/alertmanager.yml');
  expect(route.group_by).toEqual(['service', 'slo']);
});
