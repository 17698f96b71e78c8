import { budgetShare, errorRatioThreshold } from '../core/burn-rate/theory.js';
import type { AlertPolicy } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import { requiredSeries } from './event-expressions.js';
import { BAD_EVENTS, BUDGET_REMAINING, BURN_RATE, LABELS } from './names.js';
import { numberText, percentText, roundedPercentText } from './number-text.js';
import { seriesText } from './series.js';
import { plainText, queryTemplate } from './templates.js';

/** What a burn alert tells a person at night: what, how bad, how fast, how much is left, whose it is. */
export function burnAnnotations(slo: Slo, tier: AlertPolicy): Record<string, string> {
  const ratio = '{{ $value | humanizePercentage }}';
  const long = formatDuration(tier.longWindow);
  return {
    summary: plainText(`${slo.service} ${slo.name}: `) + `${ratio} of events failed in the last ${long}`,
    description: [
      promise(slo),
      nowLine(slo, tier),
      paceLine(slo, tier),
      budgetLine(slo, tier),
      ...ownerLine(slo),
    ].join('\n'),
    ...linkAnnotations(slo),
  };
}

/** What the absence alert tells, and where to look first. */
export function absenceAnnotations(slo: Slo, absentFor: string): Record<string, string> {
  const what = plainText(`${slo.service} ${slo.name}`);
  return {
    summary: `${what}: nothing to judge by, its events have had no series for ${absentFor}`,
    description: [
      promise(slo),
      `Prometheus has no series for ${plainText(requiredSeries(slo.sli).join(', or none for '))}.`,
      'Until it has, neither the burn rate nor the budget is known, and no burn alert of this SLO can fire.',
      'Check that the service runs and is scraped, and that the metric and its labels still have these names.',
      ...ownerLine(slo),
    ].join('\n'),
    ...linkAnnotations(slo),
  };
}

function promise(slo: Slo): string {
  const { target, sloWindow } = slo.objective;
  const what = slo.metadata.description ?? slo.sli.description;
  const words = what === undefined ? '' : `: ${plainText(what.trim())}`;
  return `Promise: ${percentText(target)} over ${formatDuration(sloWindow.durationMs)}${words}.`.replace(
    /\.\.$/,
    '.',
  );
}

function nowLine(slo: Slo, tier: AlertPolicy): string {
  const long = formatDuration(tier.longWindow);
  const limit = percentText(errorRatioThreshold(slo.objective, tier));
  const events = queryTemplate(seriesText(BAD_EVENTS, slo, tier.longWindow), 'printf "%.0f"', {
    before: ' (about ',
    after: ' events)',
  });
  const both =
    tier.shortWindow === tier.longWindow
      ? `the limit is ${limit}`
      : `the limit is ${limit}, and the last ${formatDuration(tier.shortWindow)} are over it too`;
  return `Failing: {{ $value | humanizePercentage }}${events} in the last ${long}; ${both}.`;
}

function paceLine(slo: Slo, tier: AlertPolicy): string {
  const burn = queryTemplate(seriesText(BURN_RATE, slo, tier.longWindow), 'printf "%.1f"', {
    after: 'x',
    otherwise: 'faster than',
  });
  const share = roundedPercentText(budgetShare(slo.objective, tier));
  const long = formatDuration(tier.longWindow);
  return (
    `Pace: ${burn} what the budget allows; this ${tier.severity} starts at ${numberText(tier.burnRateThreshold)}x, ` +
    `which spends ${share} of the budget in ${long}.`
  );
}

function budgetLine(slo: Slo, tier: AlertPolicy): string {
  const remaining = seriesText(BUDGET_REMAINING, slo);
  const left = queryTemplate(`${remaining} > 0`, 'humanizePercentage', {
    otherwise: queryTemplate(remaining, 'humanizePercentage', {
      before: 'none (',
      after: ')',
      otherwise: 'unknown',
    }),
  });
  const windowSeconds = numberText(slo.objective.sloWindow.durationMs / SECOND);
  const burn = seriesText(BURN_RATE, slo, tier.longWindow);
  const end = queryTemplate(
    `(${remaining} > 0) * ${windowSeconds} / ignoring(${LABELS.window}) ${burn}`,
    'humanizeDuration',
    { before: '; at this pace it is gone in ' },
  );
  return `Budget left: ${left}${end}.`;
}

function ownerLine(slo: Slo): string[] {
  return slo.metadata.owner === undefined ? [] : [`Owner: ${plainText(slo.metadata.owner)}.`];
}

function linkAnnotations(slo: Slo): Record<string, string> {
  const { runbook, dashboard, repository } = slo.metadata.links;
  return {
    ...(runbook === undefined ? {} : { [LABELS.runbook]: plainText(runbook) }),
    ...(dashboard === undefined ? {} : { [LABELS.dashboard]: plainText(dashboard) }),
    ...(repository === undefined ? {} : { [LABELS.repository]: plainText(repository) }),
  };
}
