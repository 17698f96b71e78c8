import { expect, it } from 'vitest';
import { readConfig } from '../../../../src/main/config/read-config.js';
import { SMALLEST_PAGE } from '../../../../src/ui/pages/settings/smallest-page.js';

function read(pages: string) {
  const text = `status_pages:\n${pages}`;
  return readConfig({
    file: { path: 'firebreak.yaml', text },
    fileFolder: '/etc',
    workFolder: '/home/me',
    env: {},
    flags: {},
    readSecretFile: () => '',
  });
}

it('reads pages with components of a service or of SLOs', () => {
  const { settings } = read(
    '  - {unit: payments, title: Payments, link: "https://example.com", components: [{name: A, service: a}, {name: B, slos: [b/c]}]}',
  );
  expect(settings?.engine.statusPages).toEqual([
    {
      unit: 'payments',
      title: 'Payments',
      link: 'https://example.com',
      components: [
        { name: 'A', service: 'a' },
        { name: 'B', slos: ['b/c'] },
      ],
    },
  ]);
});

it.each([
  ['{unit: a, title: A, components: [{name: A}]}', '2:39', 'nothing stands behind "A"'],
  [
    '{unit: a, title: A, components: [{name: A, service: a, slos: [a/b]}]}',
    '2:39',
    '"A" has a service and slos',
  ],
  [
    '{unit: a, title: A, components: [{name: A, service: a}, {name: A, service: b}]}',
    '2:68',
    'another component "A"',
  ],
  ['{unit: a, title: A, components: [{name: A, slos: [b]}]}', '2:55', 'slos'],
  ['{unit: a, title: A, components: [], link: "javascript:alert(1)"}', '2:47', 'link'],
])('%s is refused where it is wrong', (page, place, words) => {
  const { settings, problems } = read(`  - ${page}`);
  expect(settings).toBeUndefined();
  const told = problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  expect(told.join('\n')).toContain(words);
  expect(told.join('\n')).toContain(place);
});

it('takes what the settings page tells to write', () => {
  const { settings, problems } = read(SMALLEST_PAGE.replace('status_pages:\n', ''));
  expect([problems, settings?.engine.statusPages?.map(({ unit }) => unit)]).toEqual([[], ['payments']]);
});
