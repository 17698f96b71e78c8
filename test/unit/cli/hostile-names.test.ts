import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniqueSlug } from '../../../src/rules/file-names.js';
import { run, surroundings } from './fake-context.js';
import { SEARCH_SPEC } from './specs.js';

it.each([
  ...['../../etc/cron.d/x', '/etc/passwd', '..', '.', '..\\..\\x', 'a/../../b', '~root', '-rf', '__proto__'],
  ...['x\\0.yaml', 'x\\r\\ny', '%2e%2e%2f', '$(id)'],
])('generate writes the rules of the service "%s" into its folder, or nothing', async (service) => {
  const around = surroundings({
    'specs/x.yaml': SEARCH_SPEC.replace('service: search-api', `service: "${service}"`),
  });
  const before = new Set(around.files.keys());
  const { code } = await run(around, 'generate', 'specs', '--out', 'rules', '--tests');
  const written = [...around.files.keys()].filter((path) => !before.has(path));
  expect(written.length > 0).toBe(code === 0);
  for (const path of written) expect(path).toMatch(/^rules\/(tests\/)?[a-z0-9][a-z0-9-]*(\.[a-z]+)*\.yaml$/);
});

it('a file name is made of letters, digits and inner hyphens, whatever the service is called', () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (service) => {
      expect(uniqueSlug(service, taken)).toMatch(/^[a-z0-9]([a-z0-9-]{0,68}[a-z0-9])?$/);
    }),
    { numRuns: 1000 },
  );
});
