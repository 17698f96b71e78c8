import { describe, expect, it, onTestFinished } from 'vitest';
import { startRuler } from '../../support/vendors/ruler.js';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC, SEARCH_SPEC } from './specs.js';

const TENANT = ['--ruler-header', 'X-Scope-OrgID: team'];

async function stage(path?: string) {
  const ruler = await startRuler(path);
  onTestFinished(() => ruler.stop());
  const around = surroundings({ 'slos/checkout.yaml': CHECKOUT_SPEC, 'slos/search.yaml': SEARCH_SPEC });
  const sync = (...more: string[]) => run(around, 'sync', 'slos', '--ruler', ruler.url, ...TENANT, ...more);
  const changes = () => ruler.requests.filter(({ method }) => method !== 'GET').length;
  return {
    ruler,
    around,
    sync,
    changes,
    held: () => [...(ruler.namespaces.get('team/firebreak')?.keys() ?? [])],
  };
}

describe('sync', () => {
  it('pushes every group to an empty ruler, and nothing the second time', async () => {
    const { sync, changes, held } = await stage();
    const first = await sync();
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(held()).toContain('firebreak:checkout-api:availability');
    expect(held()).toContain('firebreak:search-api:latency:metadata');
    expect(first.stdout).toContain('+ firebreak/firebreak:checkout-api:availability\n');
    expect(first.stdout).toContain(`${held().length} created, 0 replaced, 0 unchanged\n`);
    expect(changes()).toBe(held().length);

    const second = await sync();
    expect(second.stdout).toBe(`4 SLOs: 0 created, 0 replaced, ${held().length} unchanged\n`);
    expect(changes()).toBe(held().length);
  });

  it('replaces only the groups that changed', async () => {
    const { sync, around, changes, held } = await stage();
    await sync();
    const before = changes();
    around.files.set('slos/search.yaml', SEARCH_SPEC.replace('cadence: monthly', 'cadence: quarterly'));
    const { stdout } = await sync();
    const replaced = stdout.split('\n').filter((line) => line.startsWith('~ '));
    expect(replaced.length).toBeGreaterThan(0);
    expect(replaced.every((line) => line.includes('search-api'))).toBe(true);
    expect(changes() - before).toBe(replaced.length);
    expect(stdout).toContain(
      `0 created, ${replaced.length} replaced, ${held().length - replaced.length} unchanged`,
    );
  });

  it('changes nothing in a dry run, and says what it would', async () => {
    const { sync, changes } = await stage();
    const { stdout, code } = await sync('--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('+ firebreak/firebreak:search-api');
    expect(stdout).toMatch(/dry run: nothing was changed\)\n$/);
    expect(changes()).toBe(0);
  });

  it('removes what is left over only when it is told to, and never what others made or hold elsewhere', async () => {
    const { ruler, sync, around, held } = await stage();
    const foreign = { name: 'node-alerts', rules: [{ record: 'a', expr: 'up' }] };
    ruler.seed('team', 'firebreak', foreign);
    ruler.seed('team', 'other', { ...foreign, name: 'firebreak:gone' });
    ruler.seed('rivals', 'firebreak', { ...foreign, name: 'firebreak:gone' });
    await sync();
    around.files.delete('slos/search.yaml');

    const kept = await sync();
    expect(kept.stderr).toContain('left over: firebreak:search-api:');
    expect(kept.stderr).toContain('not ours: node-alerts in firebreak');
    expect(held()).toContain('firebreak:search-api:latency');

    const pruned = await sync('--prune');
    expect(pruned.stdout).toContain('- firebreak/firebreak:search-api:latency\n');
    expect(held().filter((name) => name.includes('search-api'))).toEqual([]);
    expect(held()).toContain('node-alerts');
    expect([...(ruler.namespaces.get('team/other')?.keys() ?? [])]).toEqual(['firebreak:gone']);
    expect([...(ruler.namespaces.get('rivals/firebreak')?.keys() ?? [])]).toEqual(['firebreak:gone']);
  });

  it('pushes nothing when a spec has errors', async () => {
    const { ruler, around, sync } = await stage();
    around.files.set('slos/search.yaml', BROKEN_SPEC);
    const { code, stderr } = await sync();
    expect(code).toBe(1);
    expect(stderr).toContain('the specs have errors');
    expect(ruler.requests).toEqual([]);
  });

  it('takes a URL that ends with /rules as the place itself, for Cortex', async () => {
    const { ruler, around, held } = await stage('/api/v1/rules');
    const { code, stdout } = await run(
      around,
      ...['sync', 'slos', '--ruler', `${ruler.url}/api/v1/rules/`, ...TENANT, '--namespace', 'slo rules/1'],
    );
    expect([code, stdout.includes('+ slo rules/1/firebreak:search-api:latency\n')]).toEqual([0, true]);
    expect(held()).toEqual([]);
    expect(ruler.namespaces.get('team/slo rules/1')?.has('firebreak:search-api:latency')).toBe(true);
  });

  it('says in the ruler’s words why a group is refused, and what was pushed before', async () => {
    const { ruler, sync } = await stage();
    ruler.failNext(
      { kind: 'status', status: 404, body: 'no rule groups found' },
      { kind: 'status', status: 202 },
      { kind: 'status', status: 400, body: 'per-user rules per rule group limit exceeded' },
    );
    const { code, stdout, stderr } = await sync();
    expect(code).toBe(1);
    expect(stdout.match(/^\+/gm)).toHaveLength(1);
    expect(stderr).toContain(
      'refuses writing to firebreak: HTTP 400 per-user rules per rule group limit exceeded',
    );
  });

  it.each([
    [
      'a path that is no ruler’s',
      { kind: 'status', status: 404, body: '404 page not found' },
      'is this the ruler’s URL?',
    ],
    ['no tenant', { kind: 'status', status: 401, body: 'no org id' }, '--ruler-header'],
    ['a page', { kind: 'status', status: 200, body: '<html>: [' }, 'not understood'],
    ['a list', { kind: 'status', status: 200, body: 'firebreak: 3' }, '"firebreak" is no list of groups'],
    ['a reset', { kind: 'reset' }, 'does not answer'],
  ] as const)('fails on %s and changes nothing', async (_what, fault, words) => {
    const { ruler, sync, changes } = await stage();
    ruler.failNext(fault);
    const { code, stderr } = await sync();
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(changes()).toBe(0);
  });

  it.each([
    [['--ruler', 'mimir:8080'], 'no http or https URL'],
    [['--ruler', 'http://user:pass@mimir'], 'holds a user or a password'],
    [['--ruler', 'http://m', '--ruler-header', 'nonsense'], '--ruler-header: write "Name: value"'],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr } = await run(
      surroundings({ 'slos/a.yaml': CHECKOUT_SPEC }),
      'sync',
      'slos',
      ...flags,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
