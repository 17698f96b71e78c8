import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { IncidentSli } from '../../../http/answers.js';
import { useThemeName } from '../../browser/theme-name.js';
import { countText, percent } from '../../words/numbers.js';
import { spanText, utcText } from '../../words/times.js';
import css from './impact.module.css';
import lists from './lists.module.css';
import { chartOf } from './model/chart.js';

type Seen = Extract<IncidentSli, { kind: 'seen' }>;

const HEIGHT = 200;

/** The error ratio since before the first bad sample; where nothing was seen there is a gap. */
export default function SliChart({ sli, openedAt }: { readonly sli: Seen; readonly openedAt: string }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const theme = useThemeName();
  const chart = useMemo(() => chartOf(sli), [sli]);
  const { failingSince, errorBudget, stepMs, points } = sli;
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const drawn = new uPlot(optionsOf(current, { openedAt, failingSince, errorBudget }), [[], []], current);
    plot.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: current.clientWidth, height: HEIGHT }));
    observer.observe(current);
    return () => {
      observer.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, [theme, openedAt, failingSince, errorBudget]);
  useEffect(() => {
    plot.current?.setData([[...chart.seconds], [...chart.ratios]]);
  }, [chart, theme, openedAt, failingSince, errorBudget]);
  return (
    <figure className={css['chart']}>
      <div ref={place} role="img" aria-label={chart.label} />
      <figcaption>
        Share of failing events of <code>{sli.sloId}</code>, each point over {spanText(stepMs)}; its SLO
        allows {percent(errorBudget)} (dashed). Upright lines: the first bad sample, and when it was declared.
      </figcaption>
      <details>
        <summary>The numbers</summary>
        <div className={lists['scroll']} tabIndex={0} role="region" aria-label="The numbers of the chart">
          <table>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">Failed</th>
                <th scope="col">Of</th>
                <th scope="col">Seen</th>
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map(({ at, badEvents, totalEvents, coverage }) => (
                <tr key={at}>
                  <td>{utcText(Date.parse(at))}</td>
                  <td>{coverage === 0 ? 'unknown' : countText(badEvents)}</td>
                  <td>{coverage === 0 ? 'unknown' : countText(totalEvents)}</td>
                  <td>{percent(coverage)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

interface Marks {
  readonly openedAt: string;
  readonly failingSince: string | null;
  readonly errorBudget: number;
}

function optionsOf(place: HTMLElement, { openedAt, failingSince, errorBudget }: Marks): uPlot.Options {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [text, grid, line, mark] = ['--text-soft', '--chart-grid', '--bar-out', '--line-strong'].map(colour);
  const axis = { stroke: text ?? '', grid: { stroke: grid ?? '', width: 1 }, ticks: { stroke: grid ?? '' } };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: {
      y: { range: (_plot, _least, most) => [0, Math.min(1, Math.max(most * 1.1, errorBudget * 4))] },
    },
    axes: [
      { ...axis, values: '{HH}:{mm}' },
      { ...axis, size: 56, values: (_plot, ticks) => ticks.map((tick) => percent(tick)) },
    ],
    series: [
      {},
      {
        stroke: line ?? '',
        width: 1.5,
        fill: `color-mix(in srgb, ${line ?? ''} 14%, transparent)`,
        spanGaps: false,
      },
    ],
    hooks: {
      draw: [
        (drawn) => {
          for (const at of [failingSince, openedAt])
            if (at !== null) upright(drawn, Date.parse(at) / 1000, mark ?? '');
          level(drawn, errorBudget, mark ?? '');
        },
      ],
    },
  };
}

function upright({ ctx, bbox, valToPos }: uPlot, seconds: number, colour: string): void {
  const x = valToPos(seconds, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  stroke(ctx, colour, [], [x, bbox.top], [x, bbox.top + bbox.height]);
}

function level({ ctx, bbox, valToPos }: uPlot, ratio: number, colour: string): void {
  const y = valToPos(ratio, 'y', true);
  stroke(ctx, colour, [6, 4], [bbox.left, y], [bbox.left + bbox.width, y]);
}

function stroke(
  ctx: CanvasRenderingContext2D,
  colour: string,
  dash: number[],
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.restore();
}
