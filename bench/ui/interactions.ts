import type { Page } from 'playwright-core';

/** What is done to the list, as a person would, each as the browser's own event timing sees it: from the input to the next paint. */
const ACTS: readonly ((page: Page) => Promise<unknown>)[] = [
  (page) => page.getByRole('searchbox').pressSequentially('service-12'),
  (page) => page.getByRole('searchbox').press('Backspace'),
  (page) => page.getByRole('searchbox').press('ControlOrMeta+A'),
  (page) => page.getByRole('searchbox').press('Delete'),
  (page) => page.getByRole('button', { name: /^not burning/ }).click(),
  (page) => page.getByRole('button', { name: /^not burning/ }).click(),
  (page) => page.getByRole('button', { name: /^Budget left/ }).click(),
  (page) => page.getByRole('button', { name: /^Budget left/ }).click(),
  (page) => page.getByRole('button', { name: /^Burn now/ }).click(),
  (page) => page.getByRole('button', { name: /^SLO/ }).click(),
  (page) => page.getByLabel('by service').click(),
  (page) => page.keyboard.press('End'),
  (page) => page.keyboard.press('PageUp'),
  (page) => page.keyboard.press('Home'),
  (page) => page.getByLabel('by service').click(),
  (page) => page.getByRole('button', { name: 'Show all' }).click(),
];

/** Promises when the first SLO is painted, and notes every event that takes longer than a frame; runs in the page before anything else. */
export const WATCH = `
window.events = [];
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId > 0) window.events.push([interactionId, duration]);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
window.firstRow = new Promise((painted) => {
  const look = () => {
    if (document.querySelector('[role="cell"] a')) requestAnimationFrame(() => painted(performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
`;

/** How long (ms) each interaction took; those within a frame count as one of 16 ms. */
export async function interact(page: Page, rounds: number): Promise<number[]> {
  let acts = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const act of ACTS) {
      await act(page);
      // Two frames, so that what one act costs is not added to the next.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      acts += 1;
    }
  }
  const events = await page.evaluate<[id: number, ms: number][]>('window.events');
  const longest = new Map<number, number>();
  for (const [id, ms] of events) longest.set(id, Math.max(longest.get(id) ?? 0, ms));
  const slow = [...longest.values()];
  return [...slow, ...Array<number>(Math.max(0, acts - slow.length)).fill(16)];
}
