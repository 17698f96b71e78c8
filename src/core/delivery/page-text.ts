import type { TierReading, WindowReading } from '../burn-rate/reading.js';
import { budgetWindow } from '../error-budget/budget-window.js';
import type { BudgetReading, Exhaustion } from '../error-budget/reading.js';
import { formatDuration } from '../time/duration.js';
import { contactTestLines, contactTestTitle } from './contact-test-text.js';
import { incidentLines, nextLines, outsideFacts, outsideTitle } from './incident-text.js';
import type { Signal } from './signal.js';
import { rollbackLines, rollbackTitle } from './rollback-text.js';
import { instant, instantOrUnknown, oneLine } from './words.js';

const COUNT = new Intl.NumberFormat('en-US');

/** One line that says what is wrong, for displays that show no more. */
export function pageTitle(signal: Signal): string {
  if (signal.notice) return signal.notice.title;
  if (signal.kind === 'canary') return 'Canary: nothing is wrong, and messages arrive here';
  if (signal.contactTest) return contactTestTitle(signal.contactTest);
  if (signal.rollback) return rollbackTitle(signal, signal.rollback);
  const title = titleOf(signal);
  return signal.isTest ? `TEST, nothing is wrong: ${title}` : title;
}

function titleOf(signal: Signal): string {
  const { sloId, kind, cause, severity } = signal;
  if (isOverruled(signal))
    return `${sloId}: ${signal.incidentId ?? 'the incident'} is resolved, and its alert goes on`;
  if (kind === 'resolve')
    return signal.incident?.declaredBy === undefined
      ? ENDED[cause](sloId, severity)
      : `${sloId}: the incident is resolved`;
  if (kind === 'acknowledge') return `${sloId}: ${signal.acknowledgedBy ?? 'somebody'} is on it`;
  if (cause === 'outside') return outsideTitle(signal);
  if (cause === 'blind') return `${sloId} cannot be seen: nobody knows whether it holds`;
  if (cause === 'sla') return `${sloId}: its SLA is at risk, ${leftText(signal.sla?.budget)} of its budget`;
  const what = severity === 'ticket' ? `ticket: ${sloId}` : sloId;
  const { long, short } = signal.tiers[0] ?? {};
  if (long?.kind !== 'measured') return `${what} burns its error budget`;
  // How fast is told by the long window; what fails now, by the short one.
  const { errorRatio, windowMs } = short?.kind === 'measured' ? short : long;
  const now = `${percent(errorRatio)} failing in the last ${formatDuration(windowMs)}`;
  return `${what} burns its error budget ${factor(long.burnRate)} too fast: ${now}`;
}

const ENDED: Readonly<Record<Signal['cause'], (sloId: string, severity: string) => string>> = {
  burn: (sloId, severity) => `${sloId}: the ${severity} has ended`,
  blind: (sloId) => `${sloId} can be seen again`,
  sla: (sloId) => `${sloId}: its SLA is no longer at risk`,
  outside: (sloId) => `${sloId}: the alert has ended`,
};

/** What a person needs at night, one fact a line: what fails, since when, how fast, what is left, where to look. */
export function pageBody(signal: Signal): string[] {
  if (signal.notice) return [...signal.notice.lines];
  if (signal.kind === 'canary') return [`Sent at: ${instant(signal.at)}, before a heartbeat`];
  if (signal.contactTest) return contactTestLines(signal.contactTest);
  if (signal.rollback) return rollbackLines(signal, signal.rollback);
  const { description, owner, incidentId, links, lastDeploy, unrecordedSince } = signal;
  const facts = isOverruled(signal)
    ? [overruledLine(signal), ...FACTS[signal.cause](signal).slice(1)]
    : FACTS[signal.cause](signal);
  return [
    ...(signal.isTest ? ['This is a TEST: somebody wants to see whether messages arrive here.'] : []),
    ...(unrecordedSince === undefined
      ? []
      : [
          `Last resort: Firebreak has lost its store, gone since ${instant(unrecordedSince)}; this is not written down yet, and may come again`,
        ]),
    ...callLines(signal),
    ...incidentLines(signal),
    ...(description === undefined ? [] : [`What: ${oneLine(description)}`]),
    ...facts,
    ...(lastDeploy === undefined
      ? []
      : [
          `Last deploy: ${lastDeploy.version} at ${instant(lastDeploy.at)}${lastDeploy.url === undefined ? '' : ` ${lastDeploy.url}`}`,
        ]),
    ...(incidentId === undefined ? [] : [`Incident: ${incidentId}`]),
    ...Object.entries(signal.annotations ?? {}).map(([name, text]) => `${name}: ${oneLine(text)}`),
    ...(owner === undefined ? [] : [`Owner: ${owner}`]),
    ...(links.runbook === undefined ? [] : [`Runbook: ${links.runbook}`]),
    ...(links.dashboard === undefined ? [] : [`Dashboard: ${links.dashboard}`]),
    ...(links.repository === undefined ? [] : [`Repository: ${links.repository}`]),
    ...(incidentId === undefined ||
    signal.kind === 'resolve' ||
    signal.kind === 'acknowledge' ||
    // A ticket of what is worked on wakes nobody, and waits for nobody.
    (signal.severity === 'ticket' && signal.incident?.worked !== undefined) ||
    signal.call?.shadowOf !== undefined
      ? []
      : [`Acknowledge: firebreak ack ${incidentId} --by <you>`]),
    ...nextLines(signal),
  ];
}

/** What somebody says to be over is not told as if its alert had ended. */
function isOverruled({ kind, call }: Signal): boolean {
  return kind === 'resolve' && call?.alertGoesOn === true;
}

function overruledLine({ failingSince, firingSince, at }: Signal): string {
  const since = instantOrUnknown(failingSince);
  return `Resolved by a person at ${instant(at)}, not by the alert: failing from ${since}, told at ${instant(firingSince)}`;
}

/** Why it is this person's telephone that rings. */
function callLines({ call, kind }: Signal): string[] {
  if (!call || kind !== 'trigger') return [];
  const { as, because, shadowOf } = call;
  const name = call.person === undefined ? '' : `${call.person}, `;
  return [
    `Called: ${name}${as}; ${because}`,
    ...(shadowOf === undefined ? [] : [`Shadow: watch what ${shadowOf} does; nobody waits for your answer`]),
  ];
}

const FACTS: Readonly<Record<Signal['cause'], (signal: Signal) => string[]>> = {
  burn: burnFacts,
  blind: blindFacts,
  sla: slaFacts,
  outside: outsideFacts,
};

function burnFacts(signal: Signal): string[] {
  const { failingSince, firingSince, kind, at, tiers, worstLabels, budget, target, eventsAre } = signal;
  const since = instantOrUnknown(failingSince);
  return [
    kind === 'resolve'
      ? `Over: failing from ${since}, told at ${instant(firingSince)}, ended by ${instant(at)}`
      : `Failing since: ${since}, told at ${instant(firingSince)}`,
    `Promise: ${percent(target, 12)} over ${budgetWindow(budget)}${eventsAre === undefined ? '' : `, of ${eventsAre}`}`,
    ...(signal.reportedBy ?? []).map((text) => `Reported by ${oneLine(text)}`),
    ...tiers.map(tierLine),
    budgetLine(budget),
    ...(worstLabels.length === 0
      ? []
      : [
          `Where: ${worstLabels.map((worst) => `${worst.label}="${worst.value}" ${percent(worst.shareOfBad)} of the failures`).join(', ')}`,
        ]),
  ];
}

/** What was promised outside, what follows when it is broken, and how near that is. */
function slaFacts({ kind, firingSince, at, sla }: Signal): string[] {
  if (!sla) return [];
  const { target, consequence, warnAt, budget } = sla;
  return [
    kind === 'resolve'
      ? `Over: told at ${instant(firingSince)}, ended by ${instant(at)}`
      : `Told at: ${instant(firingSince)}, because ${percent(warnAt)} of the SLA's budget or less is left`,
    `SLA: ${percent(target, 12)} over ${budgetWindow(budget)}, promised outside`,
    ...(consequence === undefined ? [] : [`When it is broken: ${oneLine(consequence)}`]),
    `SLA ${budgetLine(budget).replace('Budget', 'budget')}`,
  ];
}

function leftText(budget: BudgetReading | undefined): string {
  if (budget?.kind !== 'measured' || budget.untold) return 'an unknown share is left';
  return budget.remaining > 0 ? `${percent(budget.remaining)} left` : 'nothing left';
}

function blindFacts({ kind, failingSince, firingSince, at, blindBecause }: Signal): string[] {
  const since = instantOrUnknown(failingSince);
  if (kind === 'resolve')
    return [`Over: not seen from ${since}, told at ${instant(firingSince)}, back by ${instant(at)}`];
  return [
    `Not seen since: ${since}, told at ${instant(firingSince)}`,
    `Because: ${blindBecause ?? 'no data'}`,
    'Until it is, no burn alert of it can fire and its budget is unknown',
  ];
}

function tierLine(tier: TierReading): string {
  return `${tier.policyId}: ${windowText(tier.long)}; ${windowText(tier.short)}; threshold ${tier.burnRateThreshold}x`;
}

function windowText(reading: WindowReading): string {
  const window = formatDuration(reading.windowMs);
  if (reading.kind === 'no-traffic') return `no traffic in ${window}`;
  if (reading.kind === 'unknown') return `unknown over ${window} (${reading.reason})`;
  const { badEvents, totalEvents, errorRatio, burnRate, coverage } = reading;
  const gap = coverage < 0.995 ? `, data for ${percent(coverage)} of it` : '';
  return `${events(badEvents)} of ${events(totalEvents)} failed (${percent(errorRatio)}) in ${window}, ${factor(burnRate)}${gap}`;
}

function budgetLine(budget: BudgetReading): string {
  const window = budgetWindow(budget);
  if (budget.kind === 'no-traffic') return `Budget: no traffic in ${window}`;
  if (budget.kind === 'unknown')
    return `Budget: unknown (${budget.reason}; data for ${percent(budget.coverage)} of ${window})`;
  const { remaining, badEvents, totalEvents, allowedBadEvents, coverage, exhaustion, approximate } = budget;
  if (budget.untold)
    return `Budget: unknown, with data for ${percent(coverage)} of ${window}; ${events(badEvents)} of ${events(totalEvents)} failed in that`;
  const spent = `${events(badEvents)} of ${events(allowedBadEvents)} bad events spent in ${window}`;
  const left = remaining > 0 ? `${percent(remaining)} left` : `none left (${percent(remaining)})`;
  const estimated = approximate ? '; approximate while history is read' : '';
  return `Budget: ${left}${endText(exhaustion)}; ${spent}; data for ${percent(coverage)} of it${estimated}`;
}

function endText(exhaustion: Exhaustion): string {
  switch (exhaustion.kind) {
    case 'at':
      return `, gone at ${instant(exhaustion.at)} at this pace`;
    case 'never':
      return ', not running out at this pace';
    case 'unknown':
      return ', unknown when it runs out';
    case 'exhausted':
      return '';
  }
}

function events(count: number): string {
  return COUNT.format(Math.round(count));
}

function factor(burnRate: number): string {
  return `${Number(burnRate.toPrecision(3))}x`;
}

function percent(ratio: number, digits = 3): string {
  return `${Number((ratio * 100).toPrecision(digits))} %`;
}
