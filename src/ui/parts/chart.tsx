import { useEffect, useId, useRef, useState } from 'react';
import { useThemeInForce } from '../browser/theme-in-force.js';
import { utcText } from '../words/times.js';
import css from './chart.module.css';
import type { ChartData } from './chart-data.js';
import { type Drawn, drawChart } from './chart-drawing.js';

interface Props extends ChartData {
  readonly title: string;
  /** What the picture says, in a sentence or two: for those who do not see it, and for those in a hurry. */
  readonly summary: string;
  /** A stretch that was dragged over (epoch ms); left out, nothing is dragged. */
  readonly onZoom?: (from: number, to: number) => void;
}

/** Lines over time, with a cursor that all charts of the page share. Its numbers are in the page's table as well. */
export function Chart({ title, summary, onZoom, ...data }: Props) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const zoom = useRef(onZoom);
  const drawn = useRef<Drawn>(undefined);
  const [index, setIndex] = useState<number>();
  const theme = useThemeInForce();
  useEffect(() => {
    zoom.current = onZoom;
  });
  const lines = data.lines.map(({ label, colour, dashed }) => `${label} ${colour} ${dashed}`);
  const looks = [data.strips?.length ?? 0, ...lines].join('\n');
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = drawChart(place.current, data, {
      onCursor: setIndex,
      ...(zoom.current ? { onZoom: (from, to) => zoom.current?.(from, to) } : {}),
    });
    drawn.current = chart;
    return () => {
      drawn.current = undefined;
      chart.remove();
    };
    // New data are put into the chart that is there, under whoever points at it or drags.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [looks, theme]);
  useEffect(() => {
    drawn.current?.update(data);
    // The data are made anew with each answer; their times and lines say when they are others.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data.times, data.lines, data.marks, data.strips, data.unseen, data.limits]);
  const at = index === undefined ? undefined : data.times[index];
  return (
    <figure className={css['figure']} aria-labelledby={id}>
      <figcaption id={id}>
        <h3>{title}</h3>
        <p>{summary}</p>
      </figcaption>
      <div ref={place} className={css['place']} aria-hidden="true" />
      <ul className={css['keys']} aria-hidden="true">
        {data.lines.map(({ label, colour, dashed, values }) => (
          <li key={label}>
            <svg viewBox="0 0 18 4">
              <line
                x1="0"
                y1="2"
                x2="18"
                y2="2"
                stroke={`var(${colour})`}
                strokeWidth="2"
                strokeDasharray={dashed ? '4 3' : undefined}
              />
            </svg>
            {label}
            {index !== undefined && <b>{valueText(values[index], data.format)}</b>}
          </li>
        ))}
        {data.strips?.map(({ label, colour, spans }) => (
          <li key={label}>
            <svg viewBox="0 0 18 8">
              <rect width="18" height="8" fill={`var(${colour})`} />
            </svg>
            {label}
            {at !== undefined && (
              <b>{spans.some(({ from, to }) => from <= at && at <= to) ? 'open' : 'none'}</b>
            )}
          </li>
        ))}
        <li className={css['at']}>{at === undefined ? '' : utcText(at)}</li>
      </ul>
    </figure>
  );
}

function valueText(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '?' : format(value);
}
