import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';

const VERBS = [
  'validate',
  'explain',
  'generate',
  'schema',
  'serve',
  'status',
  'gate',
  'incidents',
  'incident',
  'ack',
  'reload',
  'backup',
  'restore',
  'demo',
  'version',
];

describe('firebreak', () => {
  it('prints its help when called bare, with every command', async () => {
    const ran = await run(surroundings());
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const name of VERBS) expect(ran.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it.each(VERBS)('teaches %s by example, with its exit codes', async (name) => {
    const ran = await run(surroundings(), name, '--help');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(new RegExp(`Examples:\\n  .*firebreak ${name}`));
    expect(ran.stdout).toMatch(/Exit codes:\n {2}0 {2}\S/);
  });

  it.each([
    [['nonsense']],
    [['--nonsense']],
    [['status', '--nonsense']],
    [['schema', 'nonsense']],
    [['demo', 'x']],
  ])('exits 2 on %j and says what is wrong', async (argv) => {
    const ran = await run(surroundings(), ...argv);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(/error: .*(nonsense|too many arguments)/);
  });

  it.each(['version', '--version', '-V'])('prints its version when called with %s', async (asked) => {
    expect(await run(surroundings(), asked)).toMatchObject({ code: 0, stdout: 'firebreak 1.2.3\n' });
  });

  it.each([
    [['vers'], 'firebreak --help'],
    [['gate', '--nonsense'], 'firebreak gate --help'],
    [['incident', 'declare', '--severity', '3'], 'firebreak incident declare --help'],
    [['incident', 'sho'], 'firebreak incident --help'],
    [['incidents', 'quality', '--nonsense'], 'firebreak incidents quality --help'],
    [['oncall', 'import', 'ics', '--nonsense'], 'firebreak oncall import ics --help'],
    [['oncall', 'contact', 'test', '--nonsense'], 'firebreak oncall contact test --help'],
  ])('names the help of %j as it is typed', async (argv, help) => {
    const ran = await run(surroundings(), ...argv);
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toBe(`(${help} shows how it is used)`);
    expect(await run(surroundings(), ...help.split(' ').slice(1))).toMatchObject({ code: 0, stderr: '' });
  });

  it('hands flags to the daemon and the demo', async () => {
    const around = surroundings();
    await run(
      around,
      'serve',
      '--config',
      'f.yaml',
      '--listen',
      '[::1]:80',
      '--specs',
      'a',
      'b',
      '--log-level',
      'debug',
    );
    await run(around, 'serve');
    await run(around, 'demo', '--once');
    await run(around, 'demo');
    expect(around.served).toEqual([
      { config: 'f.yaml', listen: '[::1]:80', specs: ['a', 'b'], logLevel: 'debug' },
      {},
    ]);
    expect(around.demos).toEqual([{ once: true }, { once: false }]);
  });

  it('prints the schemas as JSON', async () => {
    const slo: unknown = JSON.parse((await run(surroundings(), 'schema')).stdout);
    expect(slo).toMatchObject({ properties: { slos: {} } });
    expect(JSON.parse((await run(surroundings(), 'schema', 'config')).stdout)).toEqual({
      title: 'firebreak.yaml',
    });
  });
});
