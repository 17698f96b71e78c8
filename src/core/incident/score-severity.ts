import { formatDuration, HOUR, MINUTE } from '../time/duration.js';
import type { IncidentPolicy } from './policy.js';
import type { ScoredSeverity } from './severity.js';
import { type IncidentSeverity, SEVERITIES } from './severities.js';
import { shareText } from './share-text.js';

/** How fast the budget burns over one window (ms): 1 spends it in exactly the SLO window. */
interface WindowBurn {
  readonly rate: number;
  readonly windowMs: number;
}

/** What a severity is scored by. Shares are 0-1; what is undefined is unknown, or not there, and raises nothing. */
export interface SeverityFacts {
  /** bad / total over the shortest window that is known, and how long that is (ms). */
  readonly errorRatio: number | undefined;
  readonly errorRatioOver: number | undefined;
  /** Of the tier that is over and burns fastest. */
  readonly burn: { readonly long: WindowBurn; readonly short: WindowBurn } | undefined;
  /** The share of the budget that is left, below zero when more is spent, and how long the budget is for (ms, and as people call it: `30d`). */
  readonly budget: { readonly left: number; readonly windowMs: number; readonly window: string } | undefined;
  /** The share of the SLA's budget that is left, that at which it is at risk, and its window as people call it. */
  readonly sla: { readonly left: number; readonly warnAt: number; readonly window: string } | undefined;
  /** How much depends on the service, as its label `tier` says. */
  readonly serviceTier: string | undefined;
}

/** With no more than this share of it left, a budget is nearly spent. */
const NEARLY_SPENT = 0.1;
/** What is gone so soon is as good as spent: nobody will have stopped it by then. */
const SOON = HOUR;

/** Their places among the severities. */
const SEV2 = 1;
const SEV3 = 2;

/**
 * The severity of what fails. The share of failing events gives it by the policy's shares; without a measure it is SEV2. Below SEV2 it is raised
 * by one level when the budget is nearly spent, or will be within the hour, or the SLA is at risk; a critical service raises any
 * by one. All of these together raise it by one level at most. A service that little depends on lowers it by one, but not below SEV3, because it pages.
 */
export function scoreSeverity(facts: SeverityFacts, policy: IncidentPolicy): ScoredSeverity {
  const { errorRatio } = facts;
  if (errorRatio === undefined) return { severity: 'sev2', reason: 'impact unknown: no data' };
  const { level: base, why } = byShare(errorRatio, policy);
  const rank = rankOf(facts.serviceTier);
  const tier = `tier ${facts.serviceTier ?? ''}`;
  const pressing = base > SEV2 ? pressingOf(facts) : [];
  const raises = base > 0 && rank === 'critical' ? [...pressing, tier] : pressing;
  const raised = base - (raises.length > 0 ? 1 : 0);
  const lowered = rank === 'low' && raised < SEV3;
  const level = lowered ? raised + 1 : raised;
  return {
    severity: severityAt(level),
    reason: [
      `${shareText(errorRatio)} of events failing${overText(facts)} (${why}: ${severityAt(base).toUpperCase()})`,
      ...(raises.length > 0 ? [`one level up: ${raises.join(', ')}`] : []),
      ...(lowered ? [`one level down: ${tier}`] : []),
    ].join('; '),
  };
}

function overText({ errorRatioOver }: SeverityFacts): string {
  return errorRatioOver === undefined ? '' : ` over ${formatDuration(errorRatioOver)}`;
}

function byShare(ratio: number, { severities }: IncidentPolicy): { level: number; why: string } {
  const shares = SEVERITIES.flatMap((severity, level) => {
    const { errorRatio } = severities[severity];
    return errorRatio === undefined ? [] : [{ level, errorRatio }];
  });
  // All of them are more than any share.
  const reached = shares.find(({ errorRatio }) => ratio > errorRatio || ratio >= 1);
  if (reached) return { level: reached.level, why: `more than ${shareText(reached.errorRatio)}` };
  const least = shares.at(-1);
  return {
    level: Math.max(SEV3, Math.min((least?.level ?? 0) + 1, SEVERITIES.length - 1)),
    why: least ? `at most ${shareText(least.errorRatio)}` : 'no share makes it severer',
  };
}

/** Why what fails cannot wait, each reason with its figures. */
function pressingOf({ burn, budget, sla }: SeverityFacts): string[] {
  return [...budgetPresses(budget, burn), ...slaPresses(sla)];
}

function budgetPresses(budget: SeverityFacts['budget'], burn: SeverityFacts['burn']): string[] {
  if (!budget) return [];
  if (budget.left <= 0) return [`the error budget over ${budget.window} is spent`];
  if (budget.left <= NEARLY_SPENT)
    return [`${shareText(budget.left)} of the error budget over ${budget.window} left`];
  if (!burn) return [];
  const { long, short } = burn;
  const lasts = (budget.left * budget.windowMs) / Math.min(long.rate, short.rate);
  if (lasts > SOON) return [];
  const rates = [long, short].map(
    ({ rate, windowMs }) => `${Number(rate.toPrecision(3))}x over ${formatDuration(windowMs)}`,
  );
  const soon =
    lasts < MINUTE ? 'within a minute' : `in ${formatDuration(Math.floor(lasts / MINUTE) * MINUTE)}`;
  return [
    `burning ${rates.join(' and ')}, at the slower pace the error budget over ${budget.window} is gone ${soon}`,
  ];
}

function slaPresses(sla: SeverityFacts['sla']): string[] {
  if (!sla || sla.left > sla.warnAt) return [];
  if (sla.left <= 0) return [`the SLA over ${sla.window} is broken`];
  return [`the SLA over ${sla.window} is at risk, ${shareText(sla.left)} of its budget left`];
}

/** Tiers count from 1, the most critical; some begin with 0. */
function rankOf(tier: string | undefined): 'critical' | 'low' | undefined {
  const word = tier?.trim().toLowerCase();
  if (word === 'critical' || word === 'low') return word;
  const number = /^(?:tier[ _-]?)?(\d{1,3})$/.exec(word ?? '')?.[1];
  if (number === undefined || number === '2') return undefined;
  return Number(number) < 2 ? 'critical' : 'low';
}

function severityAt(level: number): IncidentSeverity {
  return SEVERITIES[level] ?? 'sev3';
}
