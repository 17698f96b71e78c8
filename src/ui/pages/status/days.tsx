import { percent } from '../../words/numbers.js';
import { type Day, dayLook } from './day-look.js';
import css from './status.module.css';

/** Ninety days as bars: how well each was served; what was not seen is hatched, and what was seen in part is so too. */
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
    <>
      <div className={css['days']} role="img" aria-label={label}>
        {days.map((day) => {
          const { look, isPartly, text } = dayLook(day);
          return (
            <span
              key={day.day}
              className={`${css[look] ?? ''} ${isPartly ? (css['partly'] ?? '') : ''}`}
              title={text}
            />
          );
        })}
      </div>
      <p className={css['ends']} aria-hidden="true">
        <span>{days.length} days ago</span>
        <span>today</span>
      </p>
      <details className={css['each']}>
        <summary>Each of the {days.length} days</summary>
        <ul tabIndex={0} aria-label={`${name}, day by day`}>
          {[...days].reverse().map((day) => (
            <li key={day.day}>{dayLook(day).text}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
