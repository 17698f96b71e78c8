import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { axe, shoot } from '../support/browser/look.js';
import { eventually, setStage } from '../support/live-stage.js';

test('the page of an SLO shows how its budget burned, what is said of it, and where it is written', async () => {
  const stage = await setStage(
    'evaluation: {interval: 1s}\nlinks: {grafana: "https://grafana.example.com"}\n',
  );
  for (const version of ['v1.40', 'v1.41'])
    expect(
      await stage.daemon.post('/api/v1/deploys', { service: 'checkout-api', version, by: 'ci' }),
    ).toMatchObject({
      ok: true,
    });
  stage.service.break(0.5);
  await eventually(
    'an incident is open',
    40,
    () => stage.daemon.get<{ incidents: unknown[] }>('/api/v1/incidents?open=true'),
    ({ incidents }) => incidents.length > 0,
  );
  const page = await openPage(`${stage.daemon.url}/slos/checkout-api/availability`);
  await page.getByRole('heading', { level: 1, name: 'checkout-api/availability' }).waitFor();
  await page.getByRole('link', { name: 'INC-1' }).first().waitFor();
  await page
    .getByRole('figure', { name: /^Budget left, over 12h .* of the budget over 12h is left/ })
    .waitFor();
  await page.getByText(/is over its threshold, .* times as high/).waitFor();
  await page
    .getByRole('table')
    .filter({ hasText: 'still open' })
    .getByRole('link', { name: 'INC-1' })
    .waitFor();

  // Every deploy of the time, and how the budget came from band to band.
  await page.getByRole('listitem').filter({ hasText: 'deploy v1.40' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'deploy v1.41' }).waitFor();
  const bands = page.getByRole('region', { name: 'Budget bands' });
  await bands.getByRole('row').filter({ hasText: 'at the end still' }).waitFor();

  // A shorter range is a part of the address, and so is what is dragged over.
  await page.getByRole('group', { name: 'Time' }).getByRole('button', { name: '1h', exact: true }).click();
  await page.waitForURL(/range=1/);
  await page.getByRole('button', { name: '1h', pressed: true }).waitFor();
  await page
    .getByText(/steps of (\d+s|1m)\b/)
    .first()
    .waitFor();
  await shoot(page, 'slo');
  const canvas = page.locator('.u-over').first();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('there is no chart');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=.*to=/);
  await page.getByRole('button', { name: 'Whole window' }).click();
  await page.waitForURL((url) => url.search === '');

  // What the charts show, to the event.
  await page.getByText(/^The exact numbers/).click();
  const numbers = page.getByRole('region', { name: 'The exact numbers' });
  expect(await numbers.getByRole('row').count()).toBeGreaterThan(100);
  await page
    .getByText(/^page-\w+ to pager/)
    .first()
    .click();
  await page.getByText('burns its error budget').first().waitFor();
  const link = page.getByRole('link', { name: 'total in Prometheus' });
  expect(await link.getAttribute('href')).toContain(`${stage.prometheus.url}/graph?g0.expr=`);
  await page.getByRole('link', { name: 'total in Grafana' }).waitFor();
  await page
    .getByLabel(/checkout-api.yaml as written/)
    .getByText('service: checkout-api')
    .waitFor();
  await axe(page);

  const nothing = await openPage(`${stage.daemon.url}/slos/checkout-api/nothing`);
  await nothing.getByText('there is no SLO checkout-api/nothing').waitFor();
});
