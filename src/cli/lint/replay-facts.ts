import { AS_WRITTEN } from '../../core/backtest/candidate.js';
import { alertWindows } from '../../core/burn-rate/slo-windows.js';
import { FirebreakError } from '../../core/errors.js';
import { excludedTimes } from '../../core/exclusions/excluded-stretches.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import type { Slo } from '../../core/slo/slo.js';
import { DAY, SECOND } from '../../core/time/duration.js';
import type { Stretch } from '../../core/time/stretches.js';
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
  exclusions: readonly Exclusion[],
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
      { slos: playable, exclusions },
      [AS_WRITTEN],
      span,
    );
    tellExcluded(context, playable, exclusions, span);
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

/** Figures that leave time out say so. */
function tellExcluded(
  { stderr }: CliContext,
  slos: readonly Slo[],
  exclusions: readonly Exclusion[],
  span: Stretch,
): void {
  const times = slos.flatMap((slo) => excludedTimes(exclusions, slo, span));
  const ids = new Set(times.map(({ exclusion }) => exclusion.id));
  if (ids.size > 0) stderr.write(`the replay leaves out what is excluded by ${[...ids].join(', ')}\n`);
}

/** A window that is shorter than a step holds nothing to judge by, and has a rule of its own. */
function isPlayable({ slo, facts }: LiveSlo): boolean {
  return facts.failure === undefined && alertWindows(slo).every((window) => window >= STEP);
}
