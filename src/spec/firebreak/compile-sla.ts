import type { Objective, Sla } from '../../core/slo/slo.js';
import { compileTarget } from './compile-target.js';
import { compileWindow } from './compile-window.js';
import type { Findings } from './findings.js';
import { parseTarget } from './quantities.js';
import type { SlaSpec } from './schema.js';

/** What is left of the SLA's budget when it is at risk, unless the file says otherwise: enough that it can still be saved. */
const USUAL_WARN_AT = 0.25;

/** The promise outside, beside the objective inside; undefined with the reasons in `findings`, which stand at the SLA. */
export function compileSla(spec: SlaSpec, inside: Objective, findings: Findings): Sla | undefined {
  const target = compileTarget(spec.target, findings);
  const sloWindow =
    spec.window === undefined ? inside.sloWindow : compileWindow(spec.window, findings.under('window'));
  const warnAt = compileWarnAt(spec.warn_at, findings);
  if (target === undefined || sloWindow === undefined || warnAt === undefined) return undefined;
  if (target >= inside.target) {
    return findings.error(
      'sla-not-looser',
      ['target'],
      `the SLA promises ${percent(target)} outside, and the SLO only ${percent(inside.target)} inside: it would be broken first`,
      `promise less than ${percent(inside.target)} outside, or more inside`,
    );
  }
  const { consequence } = spec;
  return { objective: { target, sloWindow }, warnAt, ...(consequence === undefined ? {} : { consequence }) };
}

function compileWarnAt(given: SlaSpec['warn_at'], findings: Findings): number | undefined {
  if (given === undefined) return USUAL_WARN_AT;
  const ratio = parseTarget(given);
  if (ratio !== undefined && ratio > 0 && ratio < 1) return ratio;
  return findings.error(
    'bad-warn-at',
    ['warn_at'],
    `"${given}" is no share of a budget that can be left before it is spent`,
    'write a percentage over 0 and under 100: 25%',
  );
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))} %`;
}
