import type { SloStatus, WhatIf } from '../../../http/answers.js';
import { durationText } from '../../words/durations.js';
import type { Draft, TierDraft } from '../../words/proposal.js';

/** The tiers in force where a draft names none: the SLO's own, or, with another target or window, those that the replay says. */
export function tierDrafts(
  { tiers }: Pick<SloStatus, 'tiers'>,
  { target, window }: Pick<Draft, 'target' | 'window'>,
  replayed: WhatIf['proposed']['tiers'] | undefined,
): readonly TierDraft[] {
  if (replayed && (target !== undefined || window !== undefined))
    return replayed.map(({ severity, longWindow, shortWindow, burnRateThreshold }) => ({
      severity,
      longWindow: durationText(longWindow),
      shortWindow: durationText(shortWindow),
      burnRate: String(burnRateThreshold),
    }));
  return tiers.map(({ severity, long, short, burnRateThreshold }) => ({
    severity,
    longWindow: durationText(long.windowMs),
    shortWindow: durationText(short.windowMs),
    burnRate: String(burnRateThreshold),
  }));
}
