import type { Random } from '../traffic/random.js';
import type { Verdict } from './ledger.js';

/** What a scenario came to: its figures add up to those of the run. */
export interface Outcome extends Verdict {
  readonly kills?: number;
  /** Messages that a receiver owed and did not get in the end. */
  readonly vendorLost?: number;
  readonly p99ApiMs?: number;
  readonly missedCycles?: number;
}

export interface Settings {
  readonly random: Random;
  /** True for the short run that CI plays. */
  readonly bounded: boolean;
  /** How many kill -9 each store gets. */
  readonly kills: number;
  readonly say: (text: string) => void;
}

export interface Scenario {
  readonly name: string;
  play(settings: Settings): Promise<Outcome>;
}

/** The sum of what parts came to. */
export function total(outcomes: readonly Outcome[]): Outcome {
  const sum = (figure: (outcome: Outcome) => number | undefined) =>
    outcomes.reduce((so, outcome) => so + (figure(outcome) ?? 0), 0);
  const worst = (figure: (outcome: Outcome) => number | undefined) => {
    const known = outcomes.map(figure).filter((value) => value !== undefined);
    return known.length === 0 ? {} : { value: Math.max(...known) };
  };
  const p99 = worst(({ p99ApiMs }) => p99ApiMs).value;
  return {
    kills: sum(({ kills }) => kills),
    crossings: sum(({ crossings }) => crossings),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    falseResolves: sum(({ falseResolves }) => falseResolves),
    falsePages: sum(({ falsePages }) => falsePages),
    vendorLost: sum(({ vendorLost }) => vendorLost),
    missedCycles: sum(({ missedCycles }) => missedCycles),
    ...(p99 === undefined ? {} : { p99ApiMs: p99 }),
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}
