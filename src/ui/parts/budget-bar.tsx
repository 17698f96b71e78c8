import type { SloRow } from '../../http/answers.js';
import { percent } from '../words/numbers.js';
import css from './budget-bar.module.css';

/** What is left of the budget, as a figure, a bar with the edges of its policy's bands, and the band that it is in. What is not known is hatched, and never looks full. */
export function BudgetBar({ budget, band, bandEdges }: Pick<SloRow, 'budget' | 'band' | 'bandEdges'>) {
  if (budget.kind !== 'measured' || budget.remaining === null) {
    const word = budget.kind === 'no-traffic' ? 'no traffic' : 'unknown';
    return (
      <span className={css['cell']}>
        <span className={css['figure']}>{word === 'unknown' ? '?' : '–'}</span>
        <span
          className={`${css['bar'] ?? ''} ${css['unknown'] ?? ''}`}
          role="img"
          aria-label={`budget: ${word}`}
          title={word}
        />
      </span>
    );
  }
  const { remaining } = budget;
  const left = Math.max(0, Math.min(1, remaining));
  const tone = remaining <= 0 ? css['out'] : remaining <= (bandEdges.at(-1) ?? 0) ? css['low'] : '';
  return (
    <span className={css['cell']}>
      <span className={css['figure']}>{percent(remaining, Math.abs(remaining) >= 1 ? 3 : 2)}</span>
      <span className={css['bar']} aria-hidden="true">
        <span
          className={`${css['left'] ?? ''} ${tone ?? ''}`}
          style={{ width: `${remaining <= 0 ? 100 : left * 100}%` }}
        />
        {bandEdges.map((at) => (
          <span key={at} className={css['band']} style={{ left: `${at * 100}%` }} />
        ))}
      </span>
      <small className={css['word']}>{band}</small>
    </span>
  );
}
