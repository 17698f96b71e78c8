import { type AlertState, INACTIVE } from '../core/burn-rate/alert-state.js';
import { alertWindows, paceWindow } from '../core/burn-rate/slo-windows.js';
import type { ProofWatch } from '../core/delivery/proof.js';
import type { Signal } from '../core/delivery/signal.js';
import type { PolicyState } from '../core/error-budget/policy-state.js';
import { type CoarseHistory, coversAll } from '../core/events/coarse-history.js';
import { type ReaderState, startReader } from '../core/events/reader-state.js';
import { countedKey, countedSlo, type CountedSlo } from '../core/events/count-reads.js';
import type { ReadingMode } from '../core/events/reading-mode.js';
import { RecentBad } from '../core/events/recent-bad.js';
import { budgetLevel, type RingLevel, ringLevels } from '../core/events/ring-levels.js';
import { SlotRing } from '../core/events/slot-ring.js';
import type { WeightedSelector } from '../core/events/weighted-selectors.js';
import type { Incident } from '../core/incident/incident.js';
import { type Slo, slicesToCut } from '../core/slo/slo.js';
import { isSameWindow, type SloWindow, windowReach, windowStart } from '../core/slo/slo-window.js';
import { edgeStep } from '../core/time/calendar.js';
import type { Stretch } from '../core/time/stretches.js';
import type { KnownExcludedTime } from './excluded-time.js';
import type { Judgement } from './judgement.js';

/** A stretch of the past that is still to be read, oldest first. */
export interface HistorySegment {
  readonly reader: ReaderState;
  readonly until: number;
}

/** What is told to receivers about an open alert, and to whom its end is told. */
export interface ToldAlert {
  readonly signal: Signal;
  readonly receivers: readonly string[];
  /** The proof that is waited for; absent where no route asks for it. */
  readonly watches?: readonly ProofWatch[];
}

export type ToldKind = 'page' | 'ticket' | 'blind' | 'sla';

/** What an SLO's alerts are, with what was told of them; stored whole. */
export interface AlertRecord {
  readonly state: AlertState;
  readonly told: Readonly<Partial<Record<ToldKind, ToldAlert>>>;
}

export const NO_ALERTS: AlertRecord = { state: INACTIVE, told: {} };

/** How an SLO is read; `wanted` takes effect with the next read that ends where a tile may begin. */
export interface Reading {
  mode: ReadingMode;
  wanted: ReadingMode;
  /** As last counted; undefined before. */
  series: number | undefined;
  countedAt: number | undefined;
}

/** Everything the engine holds of one SLO between evaluations. */
export interface SloRuntime {
  slo: Slo;
  readonly selectors: readonly WeightedSelector[];
  readonly counted: CountedSlo;
  /** Equal when the same events are counted into the same slots; stored counts of another key are void. */
  readonly countKey: string;
  readonly ring: SlotRing;
  live: ReaderState;
  readonly reading: Reading;
  history: readonly HistorySegment[];
  /** The names of series as they are stored; undefined before the first time. */
  storedNames: readonly string[] | undefined;
  /** Estimates that stand in for history until it is read; not stored. */
  coarse: CoarseHistory | undefined;
  /** When estimates were last asked for in vain; `alone` when others got theirs, so that this SLO is asked for by itself. */
  seedFailed: { readonly at: number; readonly alone: boolean } | undefined;
  /** The last read of its history failed: others go first. */
  historyFailed: boolean;
  /** Counts changed since they were last stored. */
  readerChanged: boolean;
  /** Why the last read failed; undefined when it did not. */
  failure: { readonly reason: 'source-unreachable' | 'query-failed'; readonly message: string } | undefined;
  /** Why the threshold cannot be judged on the live buckets; undefined when it can, or is not known yet. */
  unjudgeable: string | undefined;
  readonly recentBad: RecentBad;
  alerts: AlertRecord;
  policy: PolicyState | undefined;
  /** The incident that is not resolved yet. */
  incident: Incident | undefined;
  judgement: Judgement | undefined;
  excluded: KnownExcludedTime | undefined;
}

/** A runtime that has read nothing yet: the live reader starts far enough back for the pages, the rest is history. */
export function newRuntime(slo: Slo, at: number): SloRuntime {
  const liveFrom = liveStart(slo, at);
  const counted = countedSlo(slo);
  const levels = levelsOf(slo);
  // The budget is cut by whole slots, the first of which begins before the window does.
  const { slotMs } = levels.at(-1) ?? { slotMs: 1 };
  const oldest = Math.min(...budgetWindows(slo).map((window) => windowStart(window, at)));
  const historyFrom = Math.floor(oldest / slotMs) * slotMs;
  return {
    slo,
    selectors: counted.selectors,
    counted,
    countKey: countKey(slo),
    ring: new SlotRing(levels),
    live: startReader(liveFrom),
    reading: { mode: 'raw', wanted: 'raw', series: undefined, countedAt: undefined },
    history: historyFrom < liveFrom ? [{ reader: startReader(historyFrom), until: liveFrom }] : [],
    storedNames: undefined,
    coarse: undefined,
    seedFailed: undefined,
    historyFailed: false,
    readerChanged: true,
    failure: undefined,
    unjudgeable: undefined,
    recentBad: new RecentBad(),
    alerts: NO_ALERTS,
    policy: undefined,
    incident: undefined,
    judgement: undefined,
    excluded: undefined,
  };
}

/**
 * After a long absence the live reader leaps ahead, so that pages are judged at once, and what it skipped becomes history,
 * to be read from where it stood.
 */
export function leapAhead(runtime: SloRuntime, at: number): void {
  const liveFrom = liveStart(runtime.slo, at);
  if (runtime.live.position >= liveFrom) return;
  runtime.history = [...runtime.history, { reader: runtime.live, until: liveFrom }];
  runtime.live = startReader(liveFrom);
  runtime.readerChanged = true;
}

/** The stretches of the past that no sample has been counted of. */
export function unreadStretches({ history }: Pick<SloRuntime, 'history'>): Stretch[] {
  return history.map(({ reader, until }) => ({ from: reader.position, to: until }));
}

/** True when estimates stand in for all that is unread. */
export function isSeeded(runtime: SloRuntime): boolean {
  return runtime.coarse !== undefined && coversAll(runtime.coarse, unreadStretches(runtime));
}

/** The share (0-1) of the SLO window, or of its SLA's when that is longer, whose samples have been read. */
export function historyLoaded(runtime: SloRuntime): number {
  // Asked of thousands at once, whenever somebody wants to know.
  if (runtime.history.length === 0) return 1;
  let missing = 0;
  for (const { reader, until } of runtime.history) missing += until - reader.position;
  return Math.max(
    0,
    1 - missing / Math.max(...budgetWindows(runtime.slo).map(({ durationMs }) => durationMs)),
  );
}

export function countKey(slo: Slo): string {
  return `${JSON.stringify(levelsOf(slo))}\n${countedKey(slo)}`;
}

/** By what they follow from: thousands of SLOs have the same ones, and share them. */
const knownLevels = new Map<string, readonly RingLevel[]>();
const MOST_KNOWN = 100;

/** The levels of its slots. */
export function levelsOf(slo: Slo): readonly RingLevel[] {
  const [own, ...others] = budgetWindows(slo);
  const windows = [...alertWindows(slo), paceWindow(slo)];
  const budgets: [RingLevel, ...RingLevel[]] = [budgetLevelOf(own), ...others.map(budgetLevelOf)];
  const key = JSON.stringify([windows, budgets]);
  const levels = knownLevels.get(key) ?? ringLevels(windows, budgets);
  if (knownLevels.size < MOST_KNOWN) knownLevels.set(key, levels);
  return levels;
}

function budgetLevelOf(window: SloWindow): RingLevel {
  const edgeMs = window.kind === 'calendar' ? edgeStep(window.timeZone) : undefined;
  return budgetLevel(windowReach(window), edgeMs);
}

/** The windows that budgets are told of: the SLO's, and its SLA's when that is another. */
function budgetWindows({ objective, sla }: Slo): [SloWindow, ...SloWindow[]] {
  const { sloWindow } = objective;
  const other = sla && !isSameWindow(sla.objective.sloWindow, sloWindow) ? [sla.objective.sloWindow] : [];
  return [sloWindow, ...other];
}

/** Where the live reader of an SLO begins; no slice of time is read by two readers. */
function liveStart(slo: Slo, at: number): number {
  const from = at - liveSpan(slo);
  const lengthMs = slicesToCut(slo)?.lengthMs;
  return lengthMs === undefined ? from : Math.floor(from / lengthMs) * lengthMs;
}

function liveSpan(slo: Slo): number {
  const pages = slo.alertPolicies.filter((policy) => policy.severity === 'page');
  const spans = (pages.length > 0 ? pages : slo.alertPolicies).map((policy) => policy.longWindow);
  return Math.min(Math.max(paceWindow(slo), ...spans), slo.objective.sloWindow.durationMs);
}
