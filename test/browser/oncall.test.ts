import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { fillInLogin } from '../support/browser/log-in.js';
import { shoot } from '../support/browser/look.js';
import { startSmallDaemon } from '../support/small-daemon.js';

/** Noon to evening of a day of this week, by a date that files understand. */
const monday = (Math.floor((Date.now() / 86_400_000 - 4) / 7) * 7 + 4) * 86_400_000;
const dayOf = (day: number) => new Date(monday + day * 86_400_000).toISOString().slice(0, 10);

const ON_CALL = `people:
${['alice', 'bob', 'chidi', 'dana'].map((name) => `  ${name}: {time_zone: Europe/Berlin, contacts: [{receiver: pager}]}\n`).join('')}
schedules:
  primary:
    time_zone: Europe/Berlin
    layers:
      - {name: weekly, rotation: {people: [alice, bob], start: 2026-01-05, handoff: "10:00", every: weekly}}
    overrides: [{person: dana, from: ${dayOf(2)}T12:00, to: ${dayOf(2)}T20:00}]
    shadows: [{person: chidi, of: alice, from: 2026-01-01, to: 2100-01-01}, {person: chidi, of: bob, from: 2026-01-01, to: 2100-01-01}]
  nights:
    time_zone: Europe/Berlin
    layers:
      - name: nights
        rotation: {people: [chidi], start: 2026-01-05, handoff: "22:00", every: weekly}
        hours: [{days: [mon, tue, wed, thu, fri], from: "22:00", to: "06:00"}]
teams:
  payments: {members: [alice, bob], tiers: {primary: primary}, services: ["checkout*"]}
`;

const start = (onCall: string) =>
  startSmallDaemon(
    `http: {token: of-the-test}
receivers: [{name: pager, webhook: {url: 'http://127.0.0.1:1/', allow_private_addresses: true}}]
${onCall === '' ? '' : 'on_call: [on-call.yaml]\n'}`,
    (folder) => writeFileSync(join(folder, 'on-call.yaml'), onCall),
  );

test('overrides are dragged over the calendar, made by keyboard, and taken back', async () => {
  const daemon = await start(ON_CALL);
  const page = await openPage(`${daemon.url}/oncall?span=week`, { timezoneId: 'Asia/Tokyo' });
  await page.getByRole('heading', { name: 'primary' }).waitFor();
  await page.getByRole('heading', { name: 'nights' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'nobody' }).first().waitFor();
  await page.getByText('schedule "primary", layer 1 "weekly"').waitFor();
  await page.getByText(/on-call\.yaml:11: 2 people take turns/).waitFor();
  await page
    .getByText(new RegExp(`dana takes primary, ${dayOf(2)} 1[01]:00 UTC \\((19|20):00 here\\)`))
    .waitFor();
  await page.locator('code', { hasText: /on-call\.yaml:12$/ }).waitFor();
  await shoot(page, 'oncall');
  await nothingNeedsScrolling(page);

  await page.getByText('pager never tested').first().waitFor();
  await page.getByLabel('Clocks', { exact: true }).selectOption('schedule');
  await page.getByText('handoffs by Europe/Berlin, shown by Europe/Berlin').first().waitFor();
  // Handoffs stay at their time on the wall, whoever looks.
  const handoff =
    /^(alice|bob), shadow chidi, Mon \S+ 0[12]:00 to Mon \S+ 10:00 Europe\/Berlin: turn in weekly$/;
  await page.getByTitle(handoff).first().waitFor();
  await page.getByLabel('Clocks', { exact: true }).selectOption('utc');
  expect(page.url()).not.toContain('clocks=');

  // The week after, so that all of it is still to come.
  await page.getByRole('button', { name: 'Week after' }).click();
  await page.waitForURL(/from=/);
  const row = page.getByRole('application', { name: /primary/ });
  const box = await row.boundingBox();
  if (!box) throw new Error('the calendar is not there');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 12, { steps: 5 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Who takes primary?' });
  await dialog.getByLabel('Person').fill('dana');
  await dialog.getByLabel('Why').fill('the dentist');
  await shoot(page, 'oncall-override');
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await fillInLogin(page, 'of-the-test');
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(/dana takes primary/).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'dana' }).first().waitFor();

  await row.focus();
  for (const key of ['ArrowRight', 'Control+ArrowRight', 'Shift+ArrowRight', 'Enter'])
    await page.keyboard.press(key);
  await dialog.getByLabel('Person').fill('nobody-knows');
  await page.keyboard.press('Enter');
  await dialog.getByText(/the on-call files know no nobody-knows/).waitFor();
  await dialog.getByLabel('Person').fill('chidi');
  await page.keyboard.press('Enter');
  await dialog.getByText(/chidi answers for nights then/).waitFor();
  await dialog.getByLabel('Person').fill('alice');
  await page.keyboard.press('Enter');
  await page.getByText(/alice takes primary/).waitFor();

  await page.getByRole('button', { name: /^Take back: override 1/ }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('the dentist is ill');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText(/taken back by Ada .* UTC: the dentist is ill/).waitFor();
  const asked = await fetch(`${daemon.url}/api/v1/oncall/schedules/primary/shifts`);
  expect(await asked.json()).toMatchObject({
    overrides: expect.arrayContaining([expect.objectContaining({ person: 'alice', withdrawn: null })]),
  });
});

/** On a phone who is next, shadows and gaps are seen without moving anything sideways. */
async function nothingNeedsScrolling(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const text of [/^bob in \d|^alice in \d/, 'chidi is told as well', 'nobody: a gap']) {
    const box = await page.getByRole('table').getByText(text).first().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390, String(text)).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('without on-call files the page says how to write one', async () => {
  const daemon = await start('');
  const page = await openPage(`${daemon.url}/oncall`);
  await page.getByRole('heading', { name: 'Nobody is on call here yet' }).waitFor();
  await shoot(page, 'oncall-empty');
});
