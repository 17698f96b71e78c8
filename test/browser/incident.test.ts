import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser/chromium.js';
import { setIncidentStage } from '../support/browser/incident-stage.js';
import { fillInLogin, logIn } from '../support/browser/log-in.js';
import { axe, shoot } from '../support/browser/look.js';
import { eventually, type LiveStage } from '../support/live-stage.js';

/** Presses an action's button, says what it asks for, and waits until the daemon has taken it. */
async function act(page: Page, button: string, said: Readonly<Record<string, string>>, does: string) {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  for (const [label, text] of Object.entries(said)) await dialog.getByLabel(label).fill(text);
  await dialog.getByRole('button', { name: does }).click();
  await dialog.waitFor({ state: 'hidden' });
  await keepsFocus(page);
}

/** Whoever goes by keyboard goes on from where he was, also where the button is gone. */
async function keepsFocus(page: Page) {
  await page.locator('main:focus, main :focus').waitFor();
}

/** On a phone everything stands in the order in which it is read aloud: what it does, what to do, who does it, who was told, all else. */
async function standsInOrder(page: Page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const heads = await page.evaluate<[string, number][]>(
    '[...document.querySelectorAll("main h2")].map((head) => [head.textContent, head.getBoundingClientRect().top])',
  );
  expect(heads.map(([word]) => word).slice(0, 5)).toEqual([
    'Impact',
    'Next steps',
    'What is due',
    'Roles',
    'Who was told',
  ]);
  expect(heads.toSorted(([, a], [, b]) => a - b)).toEqual(heads);
  if (before) await page.setViewportSize(before);
}

/** Begins an action by its key, once the page says that it can be taken. */
async function press(page: Page, key: string) {
  await page.locator(`button[aria-keyshortcuts="${key}"][aria-disabled="false"]`).first().waitFor();
  await page.keyboard.press(key);
}

/** Begins an action by its key, types what its dialog asks for, and waits until the daemon has taken it. */
async function type(page: Page, key: string, text: string, tabs = 0) {
  await press(page, key);
  await page.getByRole('dialog').waitFor();
  for (let tab = 0; tab < tabs; tab++) await page.keyboard.press('Tab');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keepsFocus(page);
}

const phaseOf = (page: Page) => page.locator('[aria-current="step"]');
const recoveryOf = (page: Page) => page.getByRole('group', { name: 'Recovery' });

async function openList(stage: LiveStage, name: string): Promise<Page> {
  const page = await openPage(`${stage.daemon.url}/incidents`);
  page.setDefaultTimeout(20_000);
  await logIn(page, stage.token, name);
  return page;
}

test('two incidents go from the page to the all-clear with proven recovery, one by clicking, one by keyboard', async () => {
  const stage = await setIncidentStage(true);
  const page = await openList(stage, 'Ada');
  await page.getByRole('heading', { name: '0 incidents open' }).waitFor();
  await axe(page);
  stage.service.break(0.5);
  await page
    .getByRole('row', { name: /SEV2.*checkout-api/ })
    .getByRole('link')
    .click();
  await page.getByRole('heading', { level: 1 }).getByText('SEV2').waitFor();

  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await phaseOf(page).getByText('acknowledged').waitFor();
  await keepsFocus(page);
  await standsInOrder(page);

  // Refused with the guard's reason until each role has a person.
  await page.getByText('Not now').click();
  await page.getByText(/needs somebody as commander/).waitFor();
  const roles = page.getByRole('region', { name: 'Roles' }).getByRole('listitem');
  await roles.first().getByRole('button', { name: 'Take' }).click();
  await roles.first().getByText('Ada').waitFor();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Give Communications' }).click();
  await dialog.getByLabel('To').fill('Ada');
  await dialog.getByRole('button', { name: 'Make Communications' }).click();
  await dialog.getByText('Ada holds a role already').waitFor();
  expect(await dialog.getByLabel('To').inputValue()).toBe('Ada');
  await dialog.getByLabel('To').fill('Ben');
  await dialog.getByRole('button', { name: 'Make Communications' }).click();
  await act(page, 'Give Technical lead', { To: 'Cleo' }, 'Make Technical lead');
  await act(page, 'Give Scribe', { To: 'Dan' }, 'Make Scribe');
  await act(page, 'Investigate', {}, 'Investigate');
  await act(page, 'State a hypothesis', { 'What the cause may be': 'the pool is too small' }, 'State it');
  await page.getByText('to be decided').waitFor();

  // The daemon goes away and comes back; nothing that was typed is lost.
  await page.getByLabel('What happened').fill('support has told the sellers');
  await stage.daemon.end('SIGKILL');
  await page.getByText('stale since').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('The daemon does not answer').first().waitFor();
  await stage.daemon.start();
  await page.getByText('live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('listitem').getByText('support has told the sellers').waitFor();

  // The session is over in the middle of typing.
  await page.getByRole('button', { name: 'Record a finding' }).click();
  await page.getByLabel('What was found').fill('20 of 20 connections in use');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Record it' }).click();
  await fillInLogin(page, stage.token);
  expect(await page.getByLabel('What was found').inputValue()).toBe('20 of 20 connections in use');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('20 of 20 connections in use').first().waitFor();

  await act(page, 'Confirm H1', { 'What confirms it': 'the log says so' }, 'Confirm');
  await phaseOf(page).getByText('identified').waitFor();
  await act(page, 'Record a mitigation', { 'What is done': 'back to v1.41' }, 'Record it');
  await phaseOf(page).getByText('mitigating').waitFor();
  await page.getByLabel('Draft for customers').fill('Checkout fails for some. We are on it.');
  await page.getByRole('button', { name: 'Approve and send to customers' }).click();
  await page.getByText('1 sent, the last').waitFor();

  const other = await openList(stage, 'Eve');
  await Promise.all([shoot(page, 'incident'), mitigateByKeys(other)]);
  stage.service.repair();

  // Nobody may say that it is over before the SLI has shown it.
  await phaseOf(page).getByText('monitoring').waitFor();
  await recoveryOf(page)
    .getByText(/still burning .* is the earliest, if nothing fails any more/)
    .waitFor();
  expect(await page.getByRole('button', { name: 'Resolve', exact: true }).count()).toBe(0);
  await axe(page);
  await recoveryOf(page).getByText('recovery is proven').waitFor();
  await act(page, 'Resolve', {}, 'Resolve');
  await phaseOf(page).getByText('resolved').waitFor();
  await resolveByKeys(other);

  // The all-clear: the pager has heard of the end of both, and customers are told what the record says.
  await eventually(
    'the pager hears of the end',
    10,
    () => stage.pager.messages.filter(({ kind }) => kind === 'resolve').length,
    (ends) => ends === 2,
  );
  expect(await page.getByLabel('Draft for customers').inputValue()).toMatch(/has ended/);
  await page.getByRole('button', { name: 'Approve and send to customers' }).click();
  await page.getByText('2 sent, the last').waitFor();
  await act(page, 'Close with a verdict', { 'Why this is the verdict': 'a bad deploy' }, 'Close it');
  await phaseOf(page).getByText('closed').waitFor();

  await page.getByRole('link', { name: 'View for others' }).click();
  // The commander's page has these words too.
  await page.getByRole('heading', { name: 'What was said' }).waitFor();
  await page.getByText('Checkout fails for some. We are on it.', { exact: true }).waitFor();
  await page.getByText('the pool is too small').first().waitFor();
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  await shoot(page, 'incident-view');
  await page.goto(`${stage.daemon.url}/incidents`);
  await page.getByRole('heading', { name: '0 incidents open' }).waitFor();
  for (const id of ['INC-1', 'INC-2']) {
    const { timeline } = await stage.daemon.get<{ timeline: { kind: string; text: string }[] }>(
      `/api/v1/incidents/${id}`,
    );
    // Without an override; whoever is quick resolves it before the engine has written that down itself.
    expect(timeline.find(({ kind }) => kind === 'resolved')?.text).toMatch(/^resolved, recovery is proven/);
  }
});

/** From the list to the mitigation without a pointer. */
async function mitigateByKeys(page: Page) {
  const { keyboard } = page;
  await page
    .getByRole('row', { name: /SEV3.*vouchers/ })
    .getByRole('link')
    .focus();
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).getByText('SEV3').waitFor();
  await press(page, 'a');
  await phaseOf(page).getByText('acknowledged').waitFor();
  await keyboard.press('t');
  await page.getByRole('region', { name: 'Roles' }).getByText('Eve').waitFor();
  await type(page, 'i', 'vouchers fail with the checkout');
  await phaseOf(page).getByText('investigating').waitFor();
  await type(page, 'h', 'the same pool');
  await page.getByText('to be decided').waitFor();
  await type(page, 'c', 'the checkout has its connections');
  await phaseOf(page).getByText('identified').waitFor();
  // After the field that says of what kind it is.
  await type(page, 'm', 'waits for the checkout', 1);
  await phaseOf(page).getByText('mitigating').waitFor();
}

/** From the proof of its recovery to its end. */
async function resolveByKeys(page: Page) {
  await recoveryOf(page).getByText('recovery is proven').waitFor();
  await type(page, 'x', 'the checkout is back');
  await phaseOf(page).getByText('resolved').waitFor();
  await type(page, 'v', 'the checkout took its connections', 1);
  await phaseOf(page).getByText('closed').waitFor();
}
