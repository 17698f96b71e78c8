import { History } from '../core/backtest/history.js';
import { type Proposal, proposedSlo } from '../core/backtest/proposal.js';
import { leadIn, play, type ReplayOptions } from '../core/backtest/replay.js';
import { StepCounts } from '../core/backtest/step-counts.js';
import type { Replay } from '../core/backtest/replay-result.js';
import { whatIfFigures } from '../core/backtest/what-if-figures.js';
import { whatIfPoints } from '../core/backtest/what-if-points.js';
import { alertWindows } from '../core/burn-rate/slo-windows.js';
import { FirebreakError } from '../core/errors.js';
import { excludedStretches } from '../core/exclusions/excluded-stretches.js';
import type { Slo } from '../core/slo/slo.js';
import { DAY, MINUTE, SECOND } from '../core/time/duration.js';
import { coveredMs } from '../core/time/stretches.js';
import type { EngineState } from './engine-state.js';
import type { Clock, EventSource } from './ports.js';
import { sloOf } from './queries/slo-of.js';
import { readHistory, type ReadHistory } from './read-history.js';
import type { WhatIfView } from './read-models.js';
import { countKey } from './slo-runtime.js';

/** What is told about; before it lies what budgets and alerts need to be right from its first step. */
const LONGEST_SPAN = 30 * DAY;
const LONGEST_READ = 62 * DAY;
const MOST_STEPS = 45_000;
/** People wait for it. */
const MOST_WAIT = 60 * SECOND;
const KEPT_FOR = 5 * MINUTE;
const MOST_KEPT = 4;
/** Each takes a second of work, and memory. */
const MOST_AT_ONCE = 3;

interface Ports {
  readonly clock: Clock;
  readonly source: Pick<EventSource, 'read'>;
  /** Resolves when others have had their turn. */
  readonly turn: () => Promise<void>;
}

interface KeptHistory {
  readonly key: string;
  readonly readAt: number;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly read: ReadHistory;
}

/** Who asks. */
export interface Asker {
  /** The same for everything that one client asks. */
  readonly client: string;
  /** True when nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

type Compared = Omit<WhatIfView, 'yaml'>;

/** Replays the past of SLOs as they could be: for each client one at a time, on histories that are kept for some minutes. */
export class WhatIfs {
  private kept: readonly KeptHistory[] = [];
  private readonly busyFor = new Set<string>();

  constructor(
    private readonly state: Pick<EngineState, 'runtimes' | 'elsewhere' | 'specs' | 'exclusions' | 'config'>,
    private readonly ports: Ports,
  ) {}

  /** Rejects with `invalid-input`, `too-many-requests` while another is under way, and with why the past cannot be read. */
  async ask(id: string, proposal: Proposal, asker: Asker): Promise<Compared & { readonly slo: Slo }> {
    const slo = sloOf(this.state, id);
    const proposed = proposedSlo(slo, proposal);
    if ('wrong' in proposed) throw new FirebreakError('invalid-input', proposed.wrong);
    if (this.isAggregated(id))
      throw new FirebreakError(
        'conflict',
        `${id} has too many series to read sample by sample here: firebreak backtest does it on a machine of yours`,
      );
    this.admit(asker);
    this.busyFor.add(asker.client);
    try {
      return { ...(await this.compare(slo, proposed, asker)), slo: proposed };
    } finally {
      this.busyFor.delete(asker.client);
    }
  }

  /** Whoever judges it: what is replayed is read from the source, not from that one's memory. */
  private isAggregated(id: string): boolean {
    const { runtimes, elsewhere } = this.state;
    const reading = runtimes.get(id)?.reading ?? elsewhere.get(id)?.status.reading;
    return reading?.mode === 'aggregated';
  }

  private admit({ client }: Asker): void {
    if (this.busyFor.has(client))
      throw new FirebreakError(
        'too-many-requests',
        'a what-if of yours is still being worked out: one at a time, ask again in a moment',
      );
    if (this.busyFor.size >= MOST_AT_ONCE)
      throw new FirebreakError(
        'too-many-requests',
        `${MOST_AT_ONCE} what-ifs of others are being worked out: ask again in a moment`,
      );
  }

  private async compare(slo: Slo, proposed: Slo, asker: Asker): Promise<Compared> {
    const { from, to, stepMs, read } = await this.history(slo, proposed, asker);
    const counts = read.counts.get(slo.id) ?? new StepCounts(from, to, stepMs);
    const excluded = excludedStretches(this.state.exclusions, slo, { from, to });
    const history = new History(counts, excluded);
    const span = Math.min(LONGEST_SPAN, Math.max(windowOf(slo), windowOf(proposed)));
    const startAt = Math.max(from, to - Math.floor(span / stepMs) * stepMs);
    const options = {
      from: startAt,
      to,
      staleAfter: Math.max(this.state.config.staleAfter, 5 * stepMs),
      minCoverage: this.state.config.minCoverage,
    };
    const present = await this.played(slo, history, options, asker);
    const other = await this.played(proposed, history, options, asker);
    return {
      id: slo.id,
      startAt,
      endAt: to,
      stepMs,
      coverage: present.events.coverage,
      unreadMs: coveredMs(read.unread, { from: startAt, to }),
      present: whatIfFigures(present),
      proposed: whatIfFigures(other),
      points: whatIfPoints(history, present, other),
    };
  }

  /** A replay is a second of work: evaluation and other requests have their turn in between. */
  private async played(slo: Slo, history: History, options: ReplayOptions, asker: Asker): Promise<Replay> {
    const playing = play(slo, history, options);
    for (;;) {
      await this.ports.turn();
      stopWhenGone(asker);
      const played = playing.next();
      if (played.done) return played.value;
    }
  }

  /** As it is kept, or read anew. */
  private async history(slo: Slo, proposed: Slo, asker: Asker): Promise<KeptHistory> {
    const now = this.ports.clock.now();
    const span = Math.min(LONGEST_SPAN, Math.max(windowOf(slo), windowOf(proposed)));
    const needed = Math.min(LONGEST_READ, span + Math.max(leadIn(slo), leadIn(proposed)));
    const shortest = Math.min(...alertWindows(slo), ...alertWindows(proposed));
    const stepMs = stepOf(needed, shortest);
    const length = Math.min(needed, MOST_STEPS * stepMs);
    const key = `${slo.id}\n${countKey(slo)}`;
    const usable = this.kept.filter(({ readAt }) => now - readAt < KEPT_FOR);
    const known = usable.find(
      (kept) => kept.key === key && kept.stepMs <= stepMs && kept.to - kept.from >= length,
    );
    if (known) return known;
    const to = Math.floor(now / stepMs) * stepMs;
    const from = Math.floor((to - length) / stepMs) * stepMs;
    const { staleAfter } = this.state.config;
    const read = await readHistory([slo], this.ports.source, { from, to, stepMs, staleAfter }, (share) => {
      stopWhenGone(asker);
      if (share < 1 && this.ports.clock.now() - now > MOST_WAIT)
        throw new FirebreakError(
          'not-ready',
          `reading the past of ${slo.id} takes longer than a minute: firebreak backtest does it without haste`,
        );
    });
    const fresh = { key, readAt: now, from, to, stepMs, read };
    this.kept = [fresh, ...usable].slice(0, MOST_KEPT);
    return fresh;
  }
}

function stopWhenGone({ isGone }: Asker): void {
  if (isGone()) throw new FirebreakError('conflict', 'nobody waits for this what-if any more');
}

function windowOf({ objective }: Slo): number {
  return objective.sloWindow.durationMs;
}

/** As coarse as keeps the replay short, but as fine as the shortest window needs: then the past that is told about is shorter. */
function stepOf(needed: number, shortest: number): number {
  const least = Math.ceil(needed / MOST_STEPS / SECOND) * SECOND;
  const wanted = Math.max(SECOND, Math.floor(Math.min(30 * SECOND, shortest / 4) / SECOND) * SECOND);
  return Math.min(shortest, Math.max(least, wanted));
}
