import type { Hypothesis } from '../hypothesis.js';
import type { Mitigation } from '../mitigation.js';
import { sightText } from '../mitigations.js';
import { utc } from './facts.js';

export const HYPOTHESIS_COLUMNS = ['Hypothesis', 'Stated', 'By', 'What became of it'] as const;

/** A hypothesis as a row of a report, under `HYPOTHESIS_COLUMNS`. */
export function hypothesisRow({
  number,
  text,
  by,
  statedAt,
  outcome,
  finding,
  decidedAt,
}: Hypothesis): readonly string[] {
  const found = finding === undefined || finding.trim() === '' ? '' : `: ${finding}`;
  const became =
    decidedAt === undefined ? 'never decided' : `${outcome.replace('-', ' ')} ${utc(decidedAt)}${found}`;
  return [`H${number} ${text}`, utc(statedAt), by, became];
}

export const MITIGATION_COLUMNS = ['Mitigation', 'At', 'By', 'SLI before', 'SLI after'] as const;

/** A mitigation as a row of a report, under `MITIGATION_COLUMNS`. */
export function mitigationRow(mitigation: Mitigation): readonly string[] {
  const { number, what, text, by, at, before, after } = mitigation;
  return [
    `M${number} ${what}: ${text}${hookText(mitigation)}`,
    utc(at),
    by,
    sightText(before),
    after === undefined ? 'not measured' : sightText(after),
  ];
}

/** What the hook made of it, where one was asked. */
function hookText({ rollback }: Mitigation): string {
  if (!rollback) return '';
  const { receiver, outcome } = rollback;
  return {
    asked: `; ${receiver} has not answered`,
    taken: `; taken by ${receiver}`,
    failed: `; not taken by ${receiver}`,
    unknown: `; nobody knows whether ${receiver} has taken it`,
  }[outcome];
}
