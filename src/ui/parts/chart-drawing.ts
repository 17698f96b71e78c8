import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colourOf } from '../browser/theme-in-force.js';
import type { ChartData, ChartMark } from './chart-data.js';
import { drawStrips, roomOf } from './chart-strips.js';

interface Listeners {
  readonly onCursor: (index: number | undefined) => void;
  readonly onZoom?: (from: number, to: number) => void;
}

const HEIGHT = 168;
/** Charts with this key share their cursor. */
const SYNC = 'firebreak';
const FONT = '12px system-ui, "DejaVu Sans", sans-serif';

/** How instants on the axis are written: from such a step (s) on, with what is added where a larger unit begins. */
const TIMES: uPlot.Axis.Values = [
  [86_400, '{MM}-{DD}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{YYYY}-{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{YYYY}-{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
];

/** A chart that is drawn. */
export interface Drawn {
  /** Shows other data by the same lines. */
  update(data: ChartData): void;
  remove(): void;
}

/** Draws a chart into an element. */
export function drawChart(place: HTMLElement, first: ChartData, { onCursor, onZoom }: Listeners): Drawn {
  let data = first;
  const [text, grid] = [colourOf('--text-soft'), colourOf('--chart-grid')];
  const axis = {
    stroke: text,
    font: FONT,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
  };
  const height = HEIGHT + roomOf(data.strips);
  const chart = new uPlot(
    {
      width: Math.max(200, place.clientWidth),
      height,
      ...(data.strips ? { padding: [roomOf(data.strips) + 6, null, null, null] } : {}),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      legend: { show: false },
      cursor: {
        sync: { key: SYNC },
        drag: { x: Boolean(onZoom), y: false, setScale: false },
        points: { size: 6 },
      },
      scales: { y: { range: (_chart, low, high) => rangeOf(data, low, high) } },
      series: [
        {},
        ...data.lines.map(({ label, colour, dashed }) => ({
          label,
          stroke: colourOf(colour),
          width: 1.5,
          points: { show: false },
          ...(dashed ? { dash: [5, 4] } : {}),
        })),
      ],
      axes: [
        { ...axis, values: TIMES },
        { ...axis, size: 64, values: (_chart, values) => values.map((value) => data.format(value)) },
      ],
      hooks: {
        drawClear: [(drawn) => hatch(drawn, data.unseen ?? [])],
        draw: [
          (drawn) => drawLevels(drawn, data),
          (drawn) => drawMarks(drawn, data.marks ?? []),
          (drawn) => drawStrips(drawn, data.strips),
        ],
        setCursor: [({ cursor: { idx } }) => onCursor(idx ?? undefined)],
        setSelect: [
          (drawn) => {
            const { left, width } = drawn.select;
            if (width < 6) return;
            onZoom?.(drawn.posToVal(left, 'x') * 1000, drawn.posToVal(left + width, 'x') * 1000);
            drawn.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    valuesOf(data),
    place,
  );
  const resized = new ResizeObserver(() => {
    if (place.clientWidth > 0) chart.setSize({ width: place.clientWidth, height });
  });
  resized.observe(place);
  return {
    update(next) {
      if (next === data) return;
      data = next;
      chart.setData(valuesOf(next));
    },
    remove() {
      resized.disconnect();
      chart.destroy();
    },
  };
}

function valuesOf({ times, lines }: ChartData): uPlot.AlignedData {
  return [times.map((at) => at / 1000), ...lines.map(({ values }) => [...values])];
}

/** All of the lines and levels, with some air. */
function rangeOf(
  { least, limits = [] }: ChartData,
  low: number | null,
  high: number | null,
): [number, number] {
  const values = limits.map(({ value }) => value);
  const bottom = Math.min(low ?? 0, least?.[0] ?? 0, ...values);
  const top = Math.max(high ?? 0, least?.[1] ?? 0, ...values);
  const air = (top - bottom || 1) * 0.08;
  return [bottom < 0 ? bottom - air : bottom, top + air];
}

function hatch(chart: uPlot, stretches: NonNullable<ChartData['unseen']>): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = colourOf('--unknown');
  ctx.globalAlpha = 0.28;
  ctx.lineWidth = devicePixelRatio;
  for (const { from, to } of stretches) {
    const [left, right] = [from, to].map((at) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, chart.valToPos(at / 1000, 'x', true))),
    ) as [number, number];
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.clip();
    ctx.beginPath();
    for (let x = left - bbox.height; x < right; x += 9 * devicePixelRatio) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}

function drawLevels(chart: uPlot, { limits = [] }: ChartData): void {
  const { bbox } = chart;
  onCanvas(chart, (ctx, line) => {
    for (const { value, label, colour } of limits) {
      const y = chart.valToPos(value, 'y', true);
      ctx.strokeStyle = ctx.fillStyle = colourOf(colour);
      line(bbox.left, y, bbox.left + bbox.width, y);
      ctx.textAlign = 'right';
      ctx.fillText(label, bbox.left + bbox.width - 4, y - 4);
    }
  });
}

/** Each has its line; its label, in one of two rows, only where it covers no other one. All of them are in the page's lists. */
function drawMarks(chart: uPlot, marks: readonly ChartMark[]): void {
  const { bbox } = chart;
  const rows: { readonly from: number; readonly to: number }[][] = [[], []];
  onCanvas(chart, (ctx, line) => {
    for (const { at, label, colour } of marks) {
      const x = chart.valToPos(at / 1000, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = ctx.fillStyle = colourOf(colour);
      line(x, bbox.top, x, bbox.top + bbox.height);
      const width = ctx.measureText(label).width + 8;
      const isRight = x + width > bbox.left + bbox.width;
      const [from, to] = isRight ? [x - width, x] : [x, x + width];
      const row = rows.findIndex((taken) => !taken.some((other) => from < other.to && to > other.from));
      if (row < 0) continue;
      rows[row]?.push({ from, to });
      ctx.textAlign = isRight ? 'right' : 'left';
      ctx.fillText(label, x + (isRight ? -4 : 4), bbox.top + 12 * (row + 1) * devicePixelRatio);
    }
  });
}

type Line = (x1: number, y1: number, x2: number, y2: number) => void;

/** Draws with the dashes and letters that levels and marks have. */
function onCanvas({ ctx }: uPlot, draw: (ctx: CanvasRenderingContext2D, line: Line) => void): void {
  ctx.save();
  ctx.font = `${11 * devicePixelRatio}px system-ui, "DejaVu Sans", sans-serif`;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  draw(ctx, (x1, y1, x2, y2) => {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  });
  ctx.restore();
}
