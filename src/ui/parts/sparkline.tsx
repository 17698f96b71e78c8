import { memo } from 'react';
import { rateText } from '../words/numbers.js';
import { spanText } from '../words/times.js';
import css from './sparkline.module.css';

interface Props {
  /** Burn rates, oldest first; null where nothing was seen. */
  readonly points: readonly (number | null)[];
  /** All of it, in milliseconds. */
  readonly spanMs: number;
}

const HEIGHT = 20;

/** How fast the budget went, as bars; 1x, which spends it exactly in its window, stands at half of the height. Where nothing was seen is dotted. */
export const Sparkline = memo(function Sparkline({ points, spanMs }: Props) {
  const seen = points.filter((point) => point !== null);
  if (seen.length === 0) return <span>–</span>;
  const label = `burn over ${spanText(spanMs)}: highest ${rateText(Math.max(...seen))}, last ${rateText(seen.at(-1) ?? 0)}`;
  return (
    <svg
      className={css['line']}
      viewBox={`0 0 ${points.length * 4} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {points.map((point, index) => {
        const x = index * 4;
        if (point === null) {
          return (
            <line key={index} className={css['unseen']} x1={x} x2={x + 3} y1={HEIGHT / 2} y2={HEIGHT / 2} />
          );
        }
        const height = Math.max(1, heightOf(point));
        return (
          <rect
            key={index}
            className={point > 1 ? css['over'] : css['under']}
            x={x}
            y={HEIGHT - height}
            width="3"
            height={height}
          />
        );
      })}
    </svg>
  );
});

/** 0 to 1x fills the lower half, what is above goes by the logarithm, full at 100x. */
function heightOf(rate: number): number {
  const half = HEIGHT / 2;
  return rate <= 1 ? rate * half : half + Math.min(1, Math.log10(rate) / 2) * half;
}
