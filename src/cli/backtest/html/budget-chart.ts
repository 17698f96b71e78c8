import type { Replay } from '../../../core/backtest/replay-result.js';
import { type Html, html } from '../../../core/html.js';
import { formatDuration } from '../../../core/time/duration.js';
import { aboutDuration, percent } from '../../text/quantities.js';
import { figure, linePath, PLANE, round, scaleX, stretches } from './plot.js';

/** Deeper in debt than this the budget is drawn at the edge: the bands above zero are what decides. */
const DEEPEST = -1;

/** Keeps a line at the lower edge in sight. */
const MARGIN = 0.02;

/** Budget remaining over time on the bands of the policy, and how long each of them lasted. */
export function budgetChart(replay: Replay, dates: readonly string[]): Html {
  const { slo, trace, from, to, bands } = replay;
  const x = scaleX(from, to);
  const bottom = (replay.lowest?.remaining ?? 0) < 0 ? DEEPEST : 0;
  const y = (remaining: number) => (PLANE.height * (1 - Math.max(remaining, bottom))) / (1 - bottom + MARGIN);
  const gateOf = (band: string) => bands.find((each) => each.band === band)?.gate ?? 'unknown';
  const backs = stretches(trace, from, ({ band }) => band).map(({ key, from: left, to: right }) => {
    const wide = round(x(right) - x(left));
    return html`<rect class="band ${gateOf(key)}" x="${x(left)}" width="${wide}" y="0" height="${PLANE.height}"><title>${key}</title></rect>`;
  });
  const points = trace.map(({ at, budgetRemaining }) => ({
    x: x(at),
    y: budgetRemaining === null ? null : y(budgetRemaining),
  }));
  const edges = slo.budgetPolicy.bands.map(({ above }) => above).filter(Number.isFinite);
  const lines = edges.map(
    (edge) =>
      html`<line class="edge" x1="0" x2="${PLANE.width}" y1="${round(y(edge))}" y2="${round(y(edge))}"/>`,
  );
  const ticks = [1, ...edges, bottom].map((remaining) => ({ y: y(remaining), text: percent(remaining) }));
  const legend = bands
    .filter(({ ms }) => ms > 0)
    .map(
      ({ band, gate, ms }) =>
        html`<li><i class="${gate}"></i>${band}: ${aboutDuration(ms)}, gate ${gate}</li>`,
    );
  return figure({
    title: `Budget remaining, of ${formatDuration(slo.objective.sloWindow.durationMs)}${bottom < 0 ? '; the lower edge stands for −100% and less' : ''}`,
    drawing: [...backs, ...lines, html`<path class="line" d="${linePath(points)}"/>`],
    ticks,
    dates,
    legend: html`<ul class="legend">${legend}</ul>`,
  });
}
