import { AS_WRITTEN } from '../../core/backtest/candidate.js';
import { alertWindows } from '../../core/burn-rate/slo-windows.js';
import { FirebreakError } from '../../core/errors.js';
import type { Slo } from '../../core/slo/slo.js';
import { DAY, SECOND } from '../../core/time/duration.js';
import type { LiveFacts, LiveSlo } from '../../lint/live-facts.js';
import { replayHistory } from '../backtest/replay-history.js';
import type { CliContext, SourceAddress } from '../context.js';

/** As the daemon evaluates. */
const STEP = 30 * SECOND;
const SPAN = 30 * DAY;

/** Adds what the last 30 days would have been. SLOs of which nothing is known otherwise are not read. */
export async function withReplays(
  context: CliContext,
  address: SourceAddress,
  live: readonly LiveSlo[],
): Promise<readonly LiveSlo[]> {
  const playable = live.filter(isPlayable).map(({ slo }) => slo);
  if (playable.length === 0) return live;
  const { source, now } = await context.openEvents(address);
  const to = Math.floor(now / STEP) * STEP;
  const add = (more: (slo: Slo) => LiveFacts) =>
    live.map(({ slo, facts }) => ({
      slo,
      facts: playable.includes(slo) ? { ...facts, ...more(slo) } : facts,
    }));
  try {
    const span = { from: to - SPAN, to, stepMs: STEP };
    const { slos: replayed, unread } = await replayHistory(
      context,
      source,
      { slos: playable, exclusions: [] },
      [AS_WRITTEN],
      span,
    );
    const replays = new Map(replayed.map(({ id, candidates: [only] }) => [id, only?.replay]));
    return add(({ id }) => {
      const replay = replays.get(id);
      const gap = unread.find(({ sloId }) => sloId === id);
      return { ...(replay ? { replay } : {}), ...(gap ? { failure: gap.message } : {}) };
    });
  } catch (error) {
    if (!(error instanceof FirebreakError)) throw error;
    const failure = error.message;
    return add(() => ({ failure }));
  }
}

/** A window that is shorter than a step holds nothing to judge by, and has a rule of its own. */
function isPlayable({ slo, facts }: LiveSlo): boolean {
  return facts.failure === undefined && alertWindows(slo).every((window) => window >= STEP);
}
