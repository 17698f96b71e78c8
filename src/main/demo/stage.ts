import { FirebreakError } from '../../core/errors.js';
import type { CheckoutService } from './checkout-service.js';
import type { createDemoClient, DemoView } from './daemon-view.js';
import type { Pager } from './pager.js';
import type { Screen } from './screen.js';

const POLL_MS = 250;
const GAUGE_EVERY_MS = 5000;

/** Everything on stage. */
export interface Stage {
  readonly screen: Screen;
  readonly service: CheckoutService;
  readonly pager: Pager;
  /** The telephones of those on call. */
  readonly phone: Pager;
  readonly daemon: ReturnType<typeof createDemoClient>;
  /** Rejects when one of the programs ends by itself, or the user interrupts. */
  readonly interrupted: Promise<never>;
}

export function pages(pager: Pager, kind: 'trigger' | 'resolve'): number {
  return pager.messages.filter((message) => message.severity === 'page' && message.kind === kind).length;
}

/** Looks until something is so, showing the gauges now and then. */
export async function until(
  stage: Stage,
  what: string,
  seconds: number,
  isSo: (view: DemoView) => boolean | Promise<boolean>,
): Promise<DemoView> {
  const deadline = Date.now() + seconds * 1000;
  let shown = Date.now();
  let last: DemoView | undefined;
  while (Date.now() < deadline) {
    const view = await stage.daemon.look();
    if (view && (await isSo(view))) return view;
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

export function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new FirebreakError('internal', what);
}

function gauges({ state, budgetRemaining, band, gate, fastTierBurn }: DemoView): string {
  const bar =
    budgetRemaining === undefined
      ? ''
      : ` ${'█'.repeat(Math.max(0, Math.min(20, Math.round(budgetRemaining * 20)))).padEnd(20, '░')}`;
  return `burn ${rate(fastTierBurn.long)} · budget ${percent(budgetRemaining)}${bar} · band ${band} · gate ${gate} · ${state}`;
}

export function rate(burnRate: number | undefined): string {
  return burnRate === undefined ? 'unknown' : `${burnRate.toFixed(1)}x`;
}

export function percent(ratio: number | undefined): string {
  return ratio === undefined ? 'unknown' : `${(ratio * 100).toFixed(1)} %`;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
