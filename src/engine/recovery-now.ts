import { clearsAt } from '../core/incident/clears-at.js';
import { fastestPage, recoveryFigures, type RecoveryNow, seeRecovery } from '../core/incident/recovery.js';
import { errorBudget } from '../core/slo/slo.js';
import type { SloRuntime } from './slo-runtime.js';

/** What an SLO that is evaluated here shows of recovery at present; undefined before its first evaluation. */
export function recoveryNow({ slo, judgement, ring }: SloRuntime): RecoveryNow | undefined {
  if (!judgement) return undefined;
  const budget = errorBudget(slo.objective);
  const sight = seeRecovery(judgement.tiers, budget);
  const fastest = fastestPage(judgement.tiers);
  if (!fastest) return { ...sight, figures: undefined, clearAt: undefined };
  const figures = recoveryFigures(fastest);
  const to = judgement.dataUntil;
  if (sight.code !== 'outside' || to === undefined) return { ...sight, figures, clearAt: undefined };
  const clear = [fastest.long, fastest.short].map(({ windowMs }) => {
    const { slotMs, slots } = ring.series(to - windowMs, to);
    return clearsAt(slots, slotMs, { to, windowMs, budget });
  });
  return { ...sight, figures, clearAt: Math.max(...clear) };
}
