import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Slo } from '../../../src/core/slo/slo.js';
import { sloOfGroup } from '../../../src/core/slo/slo-template.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { route, routeTemplate } from '../../support/route-template.js';
import { promtool } from './promtool.js';

/** Everything that might mean something to PromQL, YAML, Go's templates or regular expressions. */
const NASTY = 'GET /c"o,m\\e\n{{ $value }}`$1|.* ø';
const ALERTS = ', burn_rate_alerts: [{severity: page, short_window: 5m, long_window: 1h, burn_rate: 14.4x}]';

test('promtool takes the rules of any route, and they page for that route', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-routes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const template = routeTemplate('[route]', ALERTS);
  const slosOf = (...routes: string[]) => routes.flatMap((value) => sloOfGroup(template, route(value)) ?? []);
  const judged = async (verb: string, slos: readonly Slo[], tests: boolean) => {
    for (const { path, text } of generateRules(slos, { format: 'prometheus', tests })) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      if (path.startsWith('tests/') !== tests) continue;
      expect(await promtool(verb, 'rules', file)).toContain('SUCCESS');
      for (const { name } of slos) expect(text).toContain(name);
    }
  };
  await judged('check', slosOf('', '/a', '/users/{id}', NASTY), false);
  await judged('test', slosOf(NASTY), true);
}, 120_000);
