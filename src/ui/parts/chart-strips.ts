import type uPlot from 'uplot';
import { colourOf } from '../browser/theme-in-force.js';
import type { ChartData } from './chart-data.js';

const ROW = 16;
const BAR = 8;
/** What lasts for less than this can still be seen. */
const LEAST = 3;

/** How much room strips take above the lines, in CSS pixels. */
export function roomOf(strips: ChartData['strips'] = []): number {
  return strips.length * ROW;
}

/** Stretches in rows of their own above the lines, so that neither hides the other. */
export function drawStrips(chart: uPlot, strips: ChartData['strips'] = []): void {
  const { ctx, bbox } = chart;
  const [row, bar, least] = [ROW, BAR, LEAST].map((size) => size * devicePixelRatio) as [
    number,
    number,
    number,
  ];
  const inside = (at: number) =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, chart.valToPos(at / 1000, 'x', true)));
  ctx.save();
  strips.forEach(({ colour, spans, mark }, index) => {
    const top = bbox.top - (strips.length - index) * row;
    ctx.fillStyle = ctx.strokeStyle = colourOf(colour);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    ctx.font = `${11 * devicePixelRatio}px system-ui, "DejaVu Sans", sans-serif`;
    ctx.fillText(mark, bbox.left - 6 * devicePixelRatio, top + bar / 2);
    ctx.globalAlpha = 0.25;
    ctx.fillRect(bbox.left, top + bar / 2, bbox.width, devicePixelRatio);
    ctx.globalAlpha = 1;
    for (const { from, to } of spans) {
      const left = inside(from);
      ctx.fillRect(left, top, Math.max(least, inside(to) - left), bar);
    }
  });
  ctx.restore();
}
