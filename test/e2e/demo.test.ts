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
    'alice is called',
    'bob is called, the second step',
    'bob acknowledges',
    'work does not begin yet: SEV',
    'the roles are held',
    'carol tells customers: “We are looking into a problem with checkout-api',
    'the cause is identified',
    'band 25-to-50',
    'band below-25',
    'band exhausted, gate block',
    'the gate is closed',
    'alice fails over',
    'the SLI after it is on record too',
    'errors end',
    'the page is resolved',
    'bob wants to resolve it: recovery is not proven',
    'recovery is proven: the SLI is back',
    'the all-clear',
    'carol tells engineering: “INC-1 is over',
    'closed: the alert was real',
    'the gate stays closed',
  ];
  const places = told.map((text) => timeline.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}, 300_000);
