import type { Page } from 'playwright-core';

/** Opens the login, and logs the page in with a token, as somebody. */
export async function logIn(page: Page, token: string, name = 'Ada'): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await fillInLogin(page, token, name);
}

/** Logs in by the dialog that the page has opened. */
export async function fillInLogin(page: Page, token: string, name = 'Ada'): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('Token') });
  await dialog.getByLabel('Token').fill(token);
  await dialog.getByLabel('Your name').fill(name);
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
