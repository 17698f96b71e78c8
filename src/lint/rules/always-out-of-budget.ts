import type { Replay } from '../../core/backtest/replay-result.js';
import { errorBudget, type Slo } from '../../core/slo/slo.js';
import { aboutDays, knownHistory } from '../known-history.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** SLOs that promise what has never been so. */
export const alwaysOutOfBudget: Rule = {
  id: 'always-out-of-budget',
  severity: 'warning',
  title: 'an SLO whose budget was exhausted all the time',
  explanation:
    'A promise that does not hold for a single hour of weeks decides nothing: people learn to look away. Promise what is, and tighten it as it gets better. The target that is named would have held over every window that was replayed.',
  live: { needs: ['replay'], check: checkSlo },
};

function checkSlo(slo: Slo, { replay }: LiveFacts): Finding[] {
  const known = replay && knownHistory(replay);
  if (known === undefined || !replay || !isAlwaysExhausted(replay)) return [];
  const held = heldTarget(slo, replay);
  return [
    {
      slo,
      field: 'target',
      message: `the budget of ${slo.id} was exhausted all of the ${aboutDays(known)} that are known`,
      mend:
        held === undefined
          ? 'check whether the selector of bad events finds good ones; no target would have held'
          : `check the selector of bad events; a target of ${held} would have held`,
    },
  ];
}

function isAlwaysExhausted({ bands }: Replay): boolean {
  const judged = bands.filter(({ band, ms }) => band !== 'unknown' && ms > 0);
  return judged.length > 0 && judged.every(({ band }) => band === 'exhausted');
}

/** In per cent, rounded down to two digits of what fails; undefined when everything failed. */
function heldTarget({ objective }: Slo, { lowest }: Replay): string | undefined {
  if (!lowest) return undefined;
  const worst = (1 - lowest.remaining) * errorBudget(objective) * 100;
  const step = 10 ** (Math.floor(Math.log10(worst)) - 1);
  const failing = Math.ceil(Number((worst / step).toPrecision(9))) * step;
  const target = Number((100 - failing).toPrecision(12));
  return target > 0 ? `${target}%` : undefined;
}
