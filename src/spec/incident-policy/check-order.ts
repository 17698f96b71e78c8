import { AUDIENCES } from '../../core/incident/audiences.js';
import type { IncidentPolicy, SeverityRule } from '../../core/incident/policy.js';
import { SEVERITIES, type IncidentSeverity } from '../../core/incident/severities.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import type { IncidentPolicyFile, SeveritySpec } from './schema.js';

interface Level {
  readonly severity: IncidentSeverity;
  readonly rule: SeverityRule;
  readonly spec: SeveritySpec | undefined;
}

/** Finds where a severer level asks for less than a lesser one, and shares of events that let no incident be a level. */
export function checkOrder(file: IncidentPolicyFile, policy: IncidentPolicy, findings: Findings): void {
  const levels = SEVERITIES.map(
    (severity): Level => ({
      severity,
      rule: policy.severities[severity],
      spec: file.severities?.[severity],
    }),
  );
  levels.forEach((severe, index) => {
    checkFirstNotice(severe, findings);
    const lesser = levels[index + 1];
    if (lesser) checkSpeed(severe, lesser, findings);
    const below = levels.slice(index + 1).find(({ rule }) => rule.errorRatio !== undefined);
    if (below) checkShares(severe, below, findings);
  });
}

function checkSpeed(severe: Level, lesser: Level, findings: Findings): void {
  const slower = (path: Path, what: string, a: number | undefined, b: number | undefined) => {
    if (b === undefined || (a !== undefined && a <= b)) return;
    const names = [severe, lesser].map(({ severity }) => severity.toUpperCase());
    const said = a === undefined ? 'none' : formatDuration(a);
    findings.warn(
      'slower-when-worse',
      whereSaid(severe, lesser, path),
      `${what}: ${said} for ${names[0]}, ${formatDuration(b)} for the lesser ${names[1]}`,
      `let ${names[0]} have at most ${formatDuration(b)}`,
    );
  };
  slower(['response'], 'response', severe.rule.response, lesser.rule.response);
  slower(['cause'], 'time until the cause is known', severe.rule.cause, lesser.rule.cause);
  for (const audience of AUDIENCES) {
    const [a, b] = [severe.rule.cadence[audience], lesser.rule.cadence[audience]];
    slower(['cadence', audience], `updates for ${audience}`, a, b);
  }
}

/** Where the file says one of the two: at the severer level, else at the lesser one. */
function whereSaid(severe: Level, lesser: Level, path: Path): Path {
  const says = (level: Level) =>
    path.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      level.spec,
    ) !== undefined;
  return ['severities', (says(severe) ? severe : lesser).severity, ...path];
}

function checkShares(severe: Level, lesser: Level, findings: Findings): void {
  const [a, b] = [severe.rule.errorRatio, lesser.rule.errorRatio];
  if (a === undefined || b === undefined || a > b) return;
  const names = [severe, lesser].map(({ severity }) => severity.toUpperCase());
  findings.error(
    'shares-out-of-order',
    whereSaid(severe, lesser, ['error_ratio']),
    `${percent(a)} make it ${names[0]}, so that ${percent(b)} never make it ${names[1]}`,
    `let ${names[0]} have the greater share`,
  );
}

function checkFirstNotice({ severity, rule }: Level, findings: Findings): void {
  const intervals = Object.values(rule.cadence);
  if (rule.firstNotice === undefined || intervals.some((interval) => interval > (rule.firstNotice ?? 0)))
    return;
  findings.warn(
    'useless-first-notice',
    ['severities', severity, 'first_notice'],
    `nobody hears of ${severity.toUpperCase()} sooner by it: ${intervals.length > 0 ? 'each update comes as soon' : 'nobody is told'}`,
    'make it shorter than the cadence, or none',
  );
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}
