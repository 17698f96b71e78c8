import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the demo plays its story through on the built binary, and checks every step', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['dist/main/firebreak.js', 'demo', '--once'],
    {
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  const timeline = stdout.slice(stdout.indexOf('Timeline'));
  const told = [
    'healthy',
    'errors begin',
    'burn rate',
    'the pager rings, once',
    'incident INC-1 is open',
    'band 25-to-50',
    'band below-25',
    'band exhausted, gate block',
    'the gate is closed',
    'errors end',
    'the page is resolved',
    'the incident is resolved',
    'the gate stays closed',
  ];
  const places = told.map((text) => timeline.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
