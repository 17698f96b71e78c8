import { FirebreakError } from '../../core/errors.js';
import type { CheckoutService } from './checkout-service.js';
import type { createDemoClient, DemoView } from './daemon-view.js';
import type { Pager } from './pager.js';
import type { Screen } from './screen.js';

const POLL_MS = 250;
const GAUGE_EVERY_MS = 5000;
const FAILING_PAYMENTS = 0.5;

/** Everything on stage. */
export interface Stage {
  readonly screen: Screen;
  readonly service: CheckoutService;
  readonly pager: Pager;
  readonly daemon: ReturnType<typeof createDemoClient>;
  /** Rejects when one of the programs ends by itself, or the user interrupts. */
  readonly interrupted: Promise<never>;
}

/** Plays the story: healthy, broken, paged, frozen, repaired, resolved. Rejects at the first step that does not happen in time. */
export async function playStory(stage: Stage): Promise<void> {
  const { screen, service, pager } = stage;
  screen.heading('A healthy service');
  await until(
    stage,
    'the whole window is read and the gate is open',
    60,
    (view) => view.state === 'ok' && view.gate === 'allow' && view.coverage > 0.95,
  );
  screen.event('healthy: nothing fires, the budget is nearly whole, the gate is open', 'green');

  screen.heading(`Half of the payments begin to fail`);
  service.break(FAILING_PAYMENTS);
  screen.event('errors begin: POST /pay answers 503', 'red');
  const burning = await until(
    stage,
    'the burn rate is over 14.4x in both windows',
    15,
    ({ fastTierBurn: { long, short } }) => over(long) && over(short),
  );
  screen.event(
    `burn rate ${rate(burning.fastTierBurn.long)} over 1m and ${rate(burning.fastTierBurn.short)} over 5s, threshold 14.4x`,
    'red',
  );
  await until(stage, 'the pager rings', 15, () => pages(pager, 'trigger') === 1);
  screen.event('the pager rings, once', 'red');
  const open = await until(stage, 'an incident is open', 10, (view) => view.incident?.status === 'open');
  screen.event(`incident ${open.incident?.id} is open, ${open.incident?.severity.toUpperCase()}`, 'red');

  screen.heading('The budget falls through its bands');
  for (const band of ['25-to-50', 'below-25', 'exhausted']) {
    const view = await until(stage, `the budget is in the band ${band}`, 90, (now) => now.band === band);
    screen.event(`budget ${percent(view.budgetRemaining)} left: band ${band}, gate ${view.gate}`, 'yellow');
  }
  const closed = await until(stage, 'the gate is closed', 5, (view) => view.gate === 'block');
  screen.event(`the gate is closed: ${closed.gateReason}`, 'red');

  screen.heading('The service is repaired');
  service.repair();
  screen.event('errors end', 'green');
  await until(stage, 'the pager is told that it is over', 40, () => pages(pager, 'resolve') === 1);
  screen.event('the page is resolved: the short window is healthy', 'green');
  await until(stage, 'the incident is resolved', 60, (view) => view.incident?.status === 'resolved');
  screen.event('the incident is resolved after a quiet while', 'green');
  const after = await until(stage, 'no page is open', 5, (view) => view.state !== 'page');
  expectThat(pages(pager, 'trigger') === 1, `one page was sent, not ${pages(pager, 'trigger')}`);
  expectThat(
    after.gate === 'block',
    `the gate stays closed while the budget is spent, but it says ${after.gate}`,
  );
  screen.event(
    `budget ${percent(after.budgetRemaining)}: the gate stays closed until old errors leave the window`,
    'yellow',
  );
}

function pages(pager: Pager, kind: 'trigger' | 'resolve'): number {
  return pager.messages.filter((message) => message.severity === 'page' && message.kind === kind).length;
}

/** Looks until something is so, showing the gauges now and then. */
async function until(
  stage: Stage,
  what: string,
  seconds: number,
  isSo: (view: DemoView) => boolean,
): Promise<DemoView> {
  const deadline = Date.now() + seconds * 1000;
  let shown = Date.now();
  let last: DemoView | undefined;
  while (Date.now() < deadline) {
    const view = await stage.daemon.look();
    if (view && isSo(view)) return view;
    last = view ?? last;
    if (view && Date.now() - shown >= GAUGE_EVERY_MS) {
      stage.screen.gauge(gauges(view));
      shown = Date.now();
    }
    await Promise.race([pause(POLL_MS), stage.interrupted]);
  }
  throw new FirebreakError(
    'internal',
    `within ${seconds} s it did not come to pass that ${what}; last seen: ${JSON.stringify(last)}`,
  );
}

function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new FirebreakError('internal', what);
}

function gauges({ state, budgetRemaining, band, gate, fastTierBurn }: DemoView): string {
  const bar =
    budgetRemaining === undefined
      ? ''
      : ` ${'█'.repeat(Math.max(0, Math.min(20, Math.round(budgetRemaining * 20)))).padEnd(20, '░')}`;
  return `burn ${rate(fastTierBurn.long)} · budget ${percent(budgetRemaining)}${bar} · band ${band} · gate ${gate} · ${state}`;
}

function over(burnRate: number | undefined): boolean {
  return burnRate !== undefined && burnRate > 14.4;
}

function rate(burnRate: number | undefined): string {
  return burnRate === undefined ? 'unknown' : `${burnRate.toFixed(1)}x`;
}

function percent(ratio: number | undefined): string {
  return ratio === undefined ? 'unknown' : `${(ratio * 100).toFixed(1)} %`;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
