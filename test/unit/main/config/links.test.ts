import { expect, test } from 'vitest';
import { readLinks } from '../../../../src/main/config/links.js';

test('pages lead to the Prometheus that is asked, and to no Grafana, unless something else is said', () => {
  const url = 'http://127.0.0.1:9090';
  expect(readLinks(undefined, url)).toEqual({ prometheus: url, grafana: undefined });
  expect(readLinks({ prometheus: 'https://p', grafana: 'https://g' }, url)).toEqual({
    prometheus: 'https://p',
    grafana: { url: 'https://g', datasource: 'prometheus' },
  });
});
