import type { Replay } from '../../../core/backtest/replay-result.js';
import { paceWindow } from '../../../core/burn-rate/slo-windows.js';
import { type Html, html } from '../../../core/html.js';
import type { AlertSeverity } from '../../../core/slo/alert-policy.js';
import { errorBudget } from '../../../core/slo/slo.js';
import { formatDuration } from '../../../core/time/duration.js';
import { aboutDuration } from '../../text/quantities.js';
import { instant } from '../figures.js';
import { figure, linePath, PLANE, round, type ScaleX, scaleX, stretches, type Tick } from './plot.js';

/** The lowest burn rate that is told apart from none: the scale is logarithmic. */
const LOWEST = 0.1;

/** An alert of minutes is still seen in a month. */
const NARROWEST = 3;

/** Burn rate over time with the tiers' thresholds, and below it when page and ticket were open. */
export function burnChart(replay: Replay, dates: readonly string[]): Html {
  const { slo, trace, from, to } = replay;
  const x = scaleX(from, to);
  const highest = 1 / errorBudget(slo.objective);
  const y = (burnRate: number) => {
    const share = Math.log10(Math.max(burnRate, LOWEST) / LOWEST) / Math.log10(highest / LOWEST);
    return PLANE.height * (1 - share);
  };
  const width = formatDuration(paceWindow(slo));
  const perPoint = trace[1] && trace[0] ? aboutDuration(trace[1].at - trace[0].at) : '';
  const thresholds = slo.alertPolicies.map(
    ({ severity, burnRateThreshold }) =>
      html`<line class="threshold ${severity}" x1="0" x2="${PLANE.width}" y1="${round(y(burnRateThreshold))}" y2="${round(y(burnRateThreshold))}"/>`,
  );
  const unknown = stretches(trace, from, ({ burnRate }) => String(burnRate === null))
    .filter(({ key }) => key === 'true')
    .map(
      (gap) =>
        html`<rect class="unknown" x="${x(gap.from)}" width="${round(x(gap.to) - x(gap.from))}" y="0" height="${PLANE.height}"/>`,
    );
  const points = trace.map(({ at, burnRate }) => ({ x: x(at), y: burnRate === null ? null : y(burnRate) }));
  const ticks: Tick[] = [
    ...slo.alertPolicies.map((tier) => ({
      y: y(tier.burnRateThreshold),
      text: `${tier.burnRateThreshold}x`,
    })),
    ...[1, 10, 100, 1000, 10_000]
      .filter((burnRate) => burnRate <= highest)
      .map((burnRate) => ({ y: y(burnRate), text: `${burnRate}x` })),
    { y: PLANE.height, text: `≤${LOWEST}x` },
  ];
  return figure({
    title: `Burn rate over ${width} (highest of every ${perPoint}); dashed: thresholds`,
    drawing: [...unknown, ...thresholds, html`<path class="line" d="${linePath(points)}"/>`],
    ticks,
    dates,
    strips: html`${alertStrip(replay, 'page', x)}${alertStrip(replay, 'ticket', x)}`,
  });
}

function alertStrip({ episodes, to }: Replay, severity: AlertSeverity, x: ScaleX): Html {
  const bars = episodes
    .filter((episode) => episode.severity === severity)
    .map(({ openedAt, closedAt }) => {
      const left = x(openedAt);
      const wide = Math.max(NARROWEST, round(x(closedAt ?? to) - left));
      const title = `${severity} ${instant(openedAt)} to ${closedAt === undefined ? 'the end' : instant(closedAt)}`;
      return html`<rect class="bar ${severity}" x="${Math.min(left, PLANE.width - wide)}" width="${wide}" y="0" height="100"><title>${title}</title></rect>`;
    });
  return html`<div class="plot strip"><div class="ticks" aria-hidden="true"><span style="top:50%">${severity}</span></div>
<svg role="img" aria-label="${severity}: ${bars.length}" viewBox="0 0 ${PLANE.width} 100" preserveAspectRatio="none">${bars}</svg></div>`;
}
