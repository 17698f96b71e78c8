import type { StatusPage } from '../../../http/answers.js';
import { percent } from '../../words/numbers.js';
import css from './status.module.css';

type Day = StatusPage['components'][number]['uptime']['days'][number];

/** Ninety days as bars: how well each was served; what was not seen is hatched. */
export function Days({ days, name }: { readonly days: readonly Day[]; readonly name: string }) {
  const seen = days.filter(({ uptime }) => uptime !== null);
  const worst = seen.reduce<Day | undefined>(
    (a, b) => (a && (a.uptime ?? 1) <= (b.uptime ?? 1) ? a : b),
    undefined,
  );
  const label =
    worst === undefined
      ? `${name}: no day was seen`
      : `${name}: ${seen.length} of ${days.length} days were seen; the worst was ${worst.day} with ${percent(worst.uptime ?? 1, 5)}`;
  return (
    <div className={css['days']} role="img" aria-label={label}>
      {days.map((day) => (
        <span
          key={day.day}
          className={lookOf(day)}
          title={`${day.day}: ${day.uptime === null ? 'not seen' : percent(day.uptime, 5)}`}
        />
      ))}
    </div>
  );
}

function lookOf({ uptime }: Day): string | undefined {
  if (uptime === null) return css['unseen'];
  if (uptime >= 0.999) return css['good'];
  return uptime >= 0.99 ? css['fair'] : css['bad'];
}
