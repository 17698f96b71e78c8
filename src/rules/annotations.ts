import { budgetShare, errorRatioThreshold } from '../core/burn-rate/theory.js';
import type { AlertPolicy, AlertSeverity } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { windowText } from '../core/slo/slo-window.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import { requiredSeries } from './increments.js';
import { BUDGET_REMAINING, BURN_RATE, EVENTS, LABELS, OF } from './names.js';
import { numberText, percentText, roundedPercentText } from './number-text.js';
import { isRecordedBudget } from './recorded-budget.js';
import { seriesText } from './series.js';
import { goString, plainText, queryTemplate } from './templates.js';

/** What a burn alert tells a person at night: what, how bad, how fast, how much is left, whose it is. */
export function burnAnnotations(slo: Slo, tiers: readonly AlertPolicy[]): Record<string, string> {
  const what = plainText(`${slo.service} ${slo.name}: `);
  const failing = failingShare(slo);
  const counts = failingEvents(slo);
  return {
    summary: `${what}${HELD}nothing to judge by since it burned too fast{{ else }}${failing} of events failed in the last {{ $labels.window }}{{ end }}`,
    description: [
      promise(slo),
      `${HELD}${heldLine(slo, tiers)}{{ else }}${byTier(tiers, (tier) => burnLines(slo, tier, `${failing}${counts}`))}{{ end }}`,
      budgetLine(slo),
      ...ownerLine(slo),
    ].join('\n'),
    ...linkAnnotations(slo),
  };
}

/** An alert that is only held open, for want of anything to judge by, has the value −1. */
const HELD = '{{ if lt $value 0.0 }}';

/** Nobody called, or nobody can see: neither ends an alert, and only one of them is for whoever runs the scraping. */
function heldLine(slo: Slo, tiers: readonly AlertPolicy[]): string {
  const shortest = Math.min(...tiers.map((tier) => tier.shortWindow));
  const seen = `${seriesText(EVENTS, slo, { of: [OF.seconds], windows: [shortest] })} > 0`;
  return (
    `{{ with ${goString(seen)} | query }}No events in the last ${formatDuration(shortest)}: the alert stays open, because no traffic proves no recovery.` +
    '{{ else }}No data: the alert stays open, because missing data proves no recovery. Check that the service runs and is scraped.{{ end }}'
  );
}

/** What the absence alert tells, and where to look first. */
export function absenceAnnotations(slo: Slo, absentFor: string): Record<string, string> {
  const what = plainText(`${slo.service} ${slo.name}`);
  return {
    summary: `${what}: nothing to judge by, its events have had no series for ${absentFor}`,
    description: [
      promise(slo),
      `Prometheus has no series for ${plainText(requiredSeries(slo).join(', or none for '))}.`,
      'Until it has, neither the burn rate nor the budget is known, and no burn alert of this SLO can begin.',
      'Check that the service runs and is scraped, and that the metric and its labels still have these names.',
      ...ownerLine(slo),
    ].join('\n'),
    ...linkAnnotations(slo),
  };
}

/** What the file says to who reads alerts of a severity. */
export function statedAnnotations(slo: Slo, severity: AlertSeverity): Record<string, string> {
  const stated = Object.entries(slo.metadata.alerting?.[severity]?.annotations ?? {});
  return Object.fromEntries(stated.map(([name, text]) => [name, plainText(text)]));
}

function promise(slo: Slo): string {
  const { target, sloWindow } = slo.objective;
  const what = slo.metadata.description ?? slo.sli.description;
  const words = what === undefined ? '' : `: ${plainText(what.trim())}`;
  return `Promise: ${percentText(target)} over ${windowText(sloWindow)}${words}.`.replace(/\.\.$/, '.');
}

/** The text of the tier that the alert's label names. */
function byTier(tiers: readonly AlertPolicy[], text: (tier: AlertPolicy) => string): string {
  const choices = tiers.map(
    (tier, index) =>
      `{{ ${index === 0 ? 'if' : 'else if'} eq $labels.${LABELS.tier} "${tier.id}" }}${text(tier)}`,
  );
  return `${choices.join('')}{{ end }}`;
}

/** @param failing what fails now, in words that are the same for every tier */
function burnLines(slo: Slo, tier: AlertPolicy, failing: string): string {
  const long = formatDuration(tier.longWindow);
  const limit = percentText(errorRatioThreshold(slo.objective, tier));
  const both =
    tier.shortWindow === tier.longWindow
      ? `the limit is ${limit}`
      : `the limit is ${limit}, and the last ${formatDuration(tier.shortWindow)} are over it too`;
  const share = roundedPercentText(budgetShare(slo.objective, tier));
  return [
    `Failing: ${failing} in the last ${long}; ${both}.`,
    `Pace: {{ $value | printf "%.1f" }}x what the budget allows; this ${tier.severity} starts at ${numberText(tier.burnRateThreshold)}x, ` +
      `which spends ${share} of the budget in ${long}.`,
  ].join('\n');
}

function budgetLine(slo: Slo): string {
  if (!isRecordedBudget(slo)) {
    return `Budget left: of a ${windowText(slo.objective.sloWindow)}, which firebreak status tells.`;
  }
  const remaining = seriesText(BUDGET_REMAINING, slo);
  const left = queryTemplate(goString(`${remaining} > 0`), 'humanizePercentage', {
    otherwise: queryTemplate(goString(remaining), 'humanizePercentage', {
      before: 'none (',
      after: ')',
      otherwise: 'unknown',
    }),
  });
  const windowMs = slo.objective.sloWindow.durationMs;
  const seen = seriesText(EVENTS, slo, { of: [OF.seconds], windows: [windowMs] });
  const coverage = queryTemplate(
    goString(`clamp_max(${seen} / ${numberText(windowMs / SECOND)}, 1)`),
    'humanizePercentage',
    {
      before: ', by data for ',
      after: ` of ${formatDuration(windowMs)}`,
    },
  );
  const end = queryTemplate(
    printf(
      `(${remaining} > 0) * ${numberText(windowMs / SECOND)} / on () (${atWindow(seriesText(BURN_RATE, slo))} > 0)`,
    ),
    'humanizeDuration',
    { before: '; at this pace it is gone in ' },
  );
  return `Budget left: ${left}${coverage}${end}.`;
}

/** The share of events that failed in the window of the alert, as recorded by the group that judged it. */
function failingShare(slo: Slo): string {
  const of = (...kinds: ('good' | 'bad')[]) => atWindow(seriesText(EVENTS, slo, { of: kinds }));
  return queryTemplate(printf(`sum(${of('bad')}) / sum(${of('good', 'bad')})`, 2), 'humanizePercentage', {
    otherwise: 'too many',
  });
}

/** How many events failed of how many in the window of the alert. */
function failingEvents(slo: Slo): string {
  const events = (...of: ('good' | 'bad')[]) => printf(`sum(${atWindow(seriesText(EVENTS, slo, { of }))})`);
  const bad = queryTemplate(events('bad'), 'printf "%.0f"', { before: ' (', after: ' of ' });
  const all = queryTemplate(events('good', 'bad'), 'printf "%.0f"', { after: ' events)' });
  return `${bad}${all}`;
}

/** Leaves the window open in a selector; `printf` puts the one in that the alert's label names. */
function atWindow(selector: string): string {
  return `${selector.slice(0, -1)}, ${LABELS.window}=%q}`;
}

/** A query with the window of the alert's label put in, as often as it was left open. */
function printf(query: string, times = 1): string {
  return `printf ${goString(query)}${` $labels.${LABELS.window}`.repeat(times)}`;
}

/** Whose the SLO is, as the last line of a description. */
export function ownerLine(slo: Slo): string[] {
  return slo.metadata.owner === undefined ? [] : [`Owner: ${plainText(slo.metadata.owner)}.`];
}

/** Where to read on. */
export function linkAnnotations(slo: Slo): Record<string, string> {
  const { runbook, dashboard, repository } = slo.metadata.links;
  return {
    ...(runbook === undefined ? {} : { [LABELS.runbook]: plainText(runbook) }),
    ...(dashboard === undefined ? {} : { [LABELS.dashboard]: plainText(dashboard) }),
    ...(repository === undefined ? {} : { [LABELS.repository]: plainText(repository) }),
  };
}
