import { Html, html } from '../../../core/html.js';

/** The plane of every chart; it is stretched to the width of the page, so nothing round and no text may stand in it. */
export const PLANE = { width: 1000, height: 100 } as const;

/** Where an instant lies, 0-1000. */
export type ScaleX = (at: number) => number;

export function scaleX(from: number, to: number): ScaleX {
  return (at) => round((Math.min(Math.max(at, from), to) - from) * (PLANE.width / (to - from)));
}

export function round(value: number): number {
  return Number(value.toFixed(1));
}

/** A line through points, broken where y is null: what is not known is not drawn. */
export function linePath(points: readonly { readonly x: number; readonly y: number | null }[]): string {
  let pen = 'M';
  return points
    .map(({ x, y }) => {
      if (y === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x} ${round(y)}`;
      pen = 'L';
      return step;
    })
    .join('');
}

/** Stretches of points in a row that have the same key; each ends where the next begins. */
export function stretches<Point extends { readonly at: number }>(
  points: readonly Point[],
  begin: number,
  keyOf: (point: Point) => string,
): { readonly key: string; readonly from: number; readonly to: number }[] {
  const found: { key: string; from: number; to: number }[] = [];
  for (const point of points) {
    const last = found.at(-1);
    const key = keyOf(point);
    if (last?.key === key) last.to = point.at;
    else found.push({ key, from: last?.to ?? begin, to: point.at });
  }
  return found;
}

/** A label of the y axis; `y` is 0 (top) to 100. */
export interface Tick {
  readonly y: number;
  readonly text: string;
}

/** Labels closer than this lie on each other. */
const APART = 9;

/** A chart with its axes as text beside the drawing, which stays readable at any width. */
export function figure(parts: {
  readonly title: string;
  readonly drawing: readonly Html[];
  readonly ticks: readonly Tick[];
  readonly dates: readonly string[];
  /** Between the drawing and its dates. */
  readonly strips?: Html | undefined;
  readonly legend?: Html | undefined;
}): Html {
  const ticks: Tick[] = [];
  for (const tick of parts.ticks) {
    if (ticks.every(({ y }) => Math.abs(y - tick.y) >= APART)) ticks.push(tick);
  }
  const labels = ticks.map(({ y, text }) => html`<span style="top:${round(y)}%">${text}</span>`);
  return html`<figure><figcaption>${parts.title}</figcaption>
<div class="plot"><div class="ticks" aria-hidden="true">${labels}</div>
<svg role="img" aria-label="${parts.title}" viewBox="0 0 ${PLANE.width} ${PLANE.height}" preserveAspectRatio="none">${parts.drawing}</svg></div>
${parts.strips}<div class="dates">${parts.dates.map((date) => html`<span>${date}</span>`)}</div>${parts.legend}</figure>`;
}
