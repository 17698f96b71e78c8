import { memo } from 'react';
import { rateText } from '../words/numbers.js';
import { spanText } from '../words/times.js';
import css from './sparkline.module.css';
import { HEIGHT, sparklinePaths, STEP } from './sparkline-paths.js';

interface Props {
  /** Burn rates, oldest first; null where nothing was seen. */
  readonly points: readonly (number | null)[];
  /** All of it, in milliseconds. */
  readonly spanMs: number;
}

/** How fast the budget went, as bars; 1x, which spends it exactly in its window, stands at half of the height. Where nothing was seen is dotted. */
export const Sparkline = memo(function Sparkline({ points, spanMs }: Props) {
  const seen = points.filter((point) => point !== null);
  if (seen.length === 0) return <span>–</span>;
  const label = `burn over ${spanText(spanMs)}: highest ${rateText(Math.max(...seen))}, last ${rateText(seen.at(-1) ?? 0)}`;
  const { under, over, unseen } = sparklinePaths(points);
  return (
    <svg
      className={css['line']}
      viewBox={`0 0 ${points.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {unseen && <path className={css['unseen']} d={unseen} />}
      {under && <path className={css['under']} d={under} />}
      {over && <path className={css['over']} d={over} />}
    </svg>
  );
});
