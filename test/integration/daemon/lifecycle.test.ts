import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, setStage } from '../../support/live-stage.js';

const CONFIG = 'evaluation: {interval: 1s, stale_after: 20s}\n';

interface Status {
  readonly sloCount: number;
  readonly historyLoaded: number;
  readonly specs: { readonly loadedAt: string; readonly lastReloadRefused: string | null };
}

test('reload, commands, a second daemon, and an orderly end', async () => {
  const stage = await setStage(CONFIG);
  const { daemon } = stage;
  const status = () => daemon.get<Status>('/api/v1/status');
  const targets = async () => {
    const { slos } = await daemon.get<{ slos: { name: string; target: number }[] }>('/api/v1/slos');
    return Object.fromEntries(slos.map(({ name, target }) => [name, target]));
  };
  await eventually('history is read', 30, status, ({ historyLoaded }) => historyLoaded === 1);

  // A broken file is refused whole, with its place; the old set stays, although another SLO in the file would have changed.
  await stage.writeSpec(stage.spec.replace('99.95%', '100%').replace('99.0%', '98.0%'));
  const refused = await daemon.post('/-/reload');
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'reload-refused',
      message: expect.stringMatching(/checkout-api\.yaml:\d+:\d+: error \[target-full]/),
    },
  });
  expect(await targets()).toMatchObject({ availability: 0.9995, latency: 0.99 });
  expect((await status()).specs.lastReloadRefused).toContain('target-full');
  expect((await fetch(`${daemon.url}/-/reload`, { method: 'POST' })).status).toBe(401);

  // A mended file is taken up by itself, and counts go on.
  await stage.writeSpec(stage.spec.replace('99.95%', '99.9%').replace(/\n *error_budget: "21.*/, ''));
  await eventually('the new target holds', 20, targets, ({ availability }) => availability === 0.999);
  expect(await status()).toMatchObject({ historyLoaded: 1, specs: { lastReloadRefused: null } });

  // SIGHUP reads the configuration as well; what cannot change is refused.
  const configPath = join(stage.folder, 'firebreak.yaml');
  const config = await readFile(configPath, 'utf8');
  await writeFile(configPath, `${config}gate: {on_unknown: sometimes}\n`);
  daemon.signal('SIGHUP');
  await eventually(
    'the refusal is shown',
    20,
    status,
    ({ specs }) => specs.lastReloadRefused?.includes('on_unknown') ?? false,
  );
  await writeFile(configPath, config);
  await eventually('the refusal is gone', 20, status, ({ specs }) => specs.lastReloadRefused === null);

  const gate = () => daemon.get<{ decision: string; reason: string }>('/api/v1/gate?service=checkout-api');
  await eventually('the gate is open', 20, gate, ({ decision }) => decision === 'allow');
  // Between its history and its first scrape Prometheus has nothing: that gap has to leave the windows.
  const slo = () => daemon.get<{ state: string }>('/api/v1/slos/checkout-api/availability');
  await eventually('the SLO holds', 60, slo, ({ state }) => state === 'ok');
  const listed = await stage.run('status', '--url', daemon.url);
  expect(listed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/checkout-api\/availability +ok +99\.9%/),
  });
  expect(await stage.run('gate', 'checkout-api', '--url', daemon.url)).toMatchObject({ code: 0 });
  const once = await stage.run(
    'gate',
    'checkout-api',
    '--prometheus',
    stage.prometheus.url,
    '--specs',
    join(stage.folder, 'slo-specs'),
    '--output',
    'json',
  );
  expect(once.code, once.stderr).toBe(0);
  const judged = JSON.parse(once.stdout) as { decision: string; slos: { coverage: number }[] };
  expect(judged.decision).toBe('allow');
  expect(judged.slos[0]?.coverage).toBeGreaterThan(0.95);
  expect((await stage.run('gate', 'nobody', '--url', daemon.url)).code).toBe(3);
  const live = await stage.run(
    'validate',
    join(stage.folder, 'slo-specs'),
    '--prometheus',
    stage.prometheus.url,
  );
  expect(live).toMatchObject({ code: 0 });

  const second = await stage.run('serve', '--config', configPath, '--listen', '127.0.0.1:0');
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('another') });

  expect(await daemon.end('SIGTERM')).toBe(0);
  expect(await readFile(join(stage.folder, 'firebreak.log'), 'utf8')).not.toContain(stage.token);
});

test('a threshold between two buckets is refused when live data shows it', async () => {
  const stage = await setStage(CONFIG);
  await stage.writeSpec(stage.spec.replace('400ms at p99', '300ms at p99'));
  const ran = await stage.run(
    'validate',
    join(stage.folder, 'slo-specs'),
    '--prometheus',
    stage.prometheus.url,
  );
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('no bucket le="0.3"; the nearest are le="0.2" and le="0.4"');
  await stage.daemon.post('/-/reload');
  const slo = await eventually(
    'the SLO says why it cannot be judged',
    20,
    () =>
      stage.daemon.get<{ state: string; unknownBecause: { reason: string } | null }>(
        '/api/v1/slos/checkout-api/latency',
      ),
    ({ unknownBecause }) => unknownBecause?.reason === 'unjudgeable-threshold',
  );
  expect(slo.state).toBe('unknown');
});

test('a spent budget closes the gate', async () => {
  const stage = await setStage(CONFIG);
  stage.service.break(1);
  const gate = () => stage.daemon.get<{ decision: string }>('/api/v1/gate?service=checkout-api');
  await eventually('the gate is closed', 90, gate, ({ decision }) => decision === 'block');
  const ran = await stage.run('gate', 'checkout-api', '--url', stage.daemon.url);
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('freeze all non-critical deploys') });
  const flagger = await fetch(`${stage.daemon.url}/api/v1/gate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'checkout-api', namespace: 'shop', phase: 'Progressing', metadata: {} }),
  });
  expect(flagger.status).toBe(403);
  const metrics = await (await fetch(`${stage.daemon.url}/metrics`)).text();
  expect(metrics).toContain('firebreak_gate{service="checkout-api",decision="block"} 1');
});
