import type { Outage } from './traffic.js';

/** An alert as the pager holds it; the same key may have been open several times. */
export interface PagedAlert {
  readonly service: string;
  readonly triggeredAt: number;
  readonly resolvedAt: number | undefined;
}

/** How what was paged compares with what had to be. */
export interface Verdict {
  /** Outages that had to be paged. */
  readonly crossings: number;
  /** Outages without an alert, or whose alert was never resolved. */
  readonly lost: number;
  /** Further alerts of the same outage. */
  readonly doubled: number;
  /** Alerts that were resolved while the service still failed. */
  readonly falseResolves: number;
  /** Alerts without an outage. */
  readonly falsePages: number;
  /** Each of them in words. */
  readonly findings: readonly string[];
}

/**
 * Compares outages with the alerts that a pager was left with. An alert belongs to the last outage of its service that had begun when it
 * came, if it came until `slackMs` after the outage's end.
 */
export function judge(outages: readonly Outage[], alerts: readonly PagedAlert[], slackMs: number): Verdict {
  const findings: string[] = [];
  const byOutage = new Map<Outage, PagedAlert[]>(outages.map((outage) => [outage, []]));
  let falsePages = 0;
  for (const alert of alerts) {
    const outage = outages
      .filter(({ service, from }) => service === alert.service && from <= alert.triggeredAt)
      .toSorted((a, b) => b.from - a.from)[0];
    if (outage && alert.triggeredAt <= outage.to + slackMs) byOutage.get(outage)?.push(alert);
    else {
      falsePages += 1;
      findings.push(`${alert.service} was paged at ${iso(alert.triggeredAt)} without an outage`);
    }
  }
  let lost = 0;
  let doubled = 0;
  let falseResolves = 0;
  for (const [{ service, from, to }, own] of byOutage) {
    const early = own.filter(({ resolvedAt }) => resolvedAt !== undefined && resolvedAt < to).length;
    falseResolves += early;
    doubled += Math.max(0, own.length - 1 - early);
    const open = own.some(({ resolvedAt }) => resolvedAt === undefined);
    if (own.length === 0 || open) lost += 1;
    const outage = `the outage of ${service}, ${iso(from)} to ${iso(to)},`;
    if (own.length === 0) findings.push(`${outage} was not paged`);
    if (open) findings.push(`${outage} was not resolved`);
    if (own.length > 1) findings.push(`${outage} was paged ${own.length} times`);
    if (early > 0) findings.push(`${outage} was resolved while it lasted`);
  }
  return { crossings: outages.length, lost, doubled, falseResolves, falsePages, findings };
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
