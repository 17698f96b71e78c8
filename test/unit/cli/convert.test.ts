import { describe, expect, it } from 'vitest';
import { run, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

describe('firebreak convert', () => {
  it('writes files that are sound', async () => {
    const ran = await run(
      surroundings({ 'a.yaml': CHECKOUT_SPEC }),
      'convert',
      'a.yaml',
      '--to',
      'firebreak',
    );
    expect(ran.code).toBe(0);
    const around = surroundings({ 'b.yaml': ran.stdout });
    expect(await run(around, 'validate', 'b.yaml')).toMatchObject({ code: 0 });
  });

  it('writes the sound SLOs of a broken file, says what is wrong, and exits 1', async () => {
    const ran = await run(surroundings({ 'a.yaml': BROKEN_SPEC }), 'convert', 'a.yaml', '--to', 'firebreak');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('error [target-full]');
    expect(ran.stdout).toContain('service: checkout-api');
  });

  it('asks whose files to write', async () => {
    expect(await run(surroundings(), 'convert', 'a.yaml')).toMatchObject({ code: 2 });
  });
});
