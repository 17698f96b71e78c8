import { AUDIENCES } from '../../core/incident/audiences.js';
import type { SeverityRule } from '../../core/incident/policy.js';
import { DAY, formatDuration, parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Findings } from '../firebreak/findings.js';
import { parseTarget } from '../firebreak/quantities.js';
import type { Path } from '../source-document.js';
import type { SeveritySpec } from './schema.js';

const NONE = 'none';

/** Seconds are for drills at speed; what takes a month is no incident. */
const SHORTEST = SECOND;
const LONGEST = 30 * DAY;

/** A severity with what the file says of it in place of the default. What is wrong is in `at`, and leaves the default. */
export function compileSeverity(spec: SeveritySpec, otherwise: SeverityRule, at: Findings): SeverityRule {
  const orNone = (text: string | undefined, path: Path, before: number | undefined) =>
    readDurationOrNone(text, path, before, at);
  return {
    criteria: spec.criteria ?? otherwise.criteria,
    response: readDuration(spec.response, ['response'], otherwise.response, at),
    cause: orNone(spec.cause, ['cause'], otherwise.cause),
    cadence: Object.fromEntries(
      AUDIENCES.flatMap((audience) => {
        const said = spec.cadence?.[audience];
        const interval = orNone(said, ['cadence', audience], otherwise.cadence[audience]);
        return interval === undefined ? [] : [[audience, interval]];
      }),
    ),
    firstNotice: orNone(spec.first_notice, ['first_notice'], otherwise.firstNotice),
    escalation: spec.escalation ?? otherwise.escalation,
    fullCrew: spec.full_crew ?? otherwise.fullCrew,
    recovery: readDuration(spec.recovery, ['recovery'], otherwise.recovery, at),
    errorRatio: readRatio(spec.error_ratio, otherwise.errorRatio, at),
  };
}

/** A duration that may be `none`, which is undefined; `otherwise` where nothing is said, or nothing sound. */
export function readDurationOrNone(
  text: string | undefined,
  path: Path,
  otherwise: number | undefined,
  at: Findings,
): number | undefined {
  return text === NONE ? undefined : readDuration(text, path, otherwise, at, ', or none');
}

function readDuration<Otherwise extends number | undefined>(
  text: string | undefined,
  path: Path,
  otherwise: Otherwise,
  at: Findings,
  also = '',
): number | Otherwise {
  if (text === undefined) return otherwise;
  const fits = (length: number) => length >= SHORTEST && length <= LONGEST;
  const ms = parseDuration(text);
  if (ms !== undefined && fits(ms)) return ms;
  const range = `from ${formatDuration(SHORTEST)} to ${formatDuration(LONGEST)}`;
  const mend = durationMend(text, `write such as 15m or 2h${also}`, fits);
  at.error('bad-duration', path, `"${text}" is no duration ${range}`, mend);
  return otherwise;
}

function readRatio(given: string | number | undefined, otherwise: number | undefined, at: Findings) {
  if (given === undefined) return otherwise;
  if (given === NONE) return undefined;
  const ratio = parseTarget(given);
  if (ratio !== undefined && ratio > 0 && ratio <= 1) return ratio;
  at.error('bad-ratio', ['error_ratio'], `${given} is no share of events`, 'write such as "25%", or none');
  return otherwise;
}
