import { AS_WRITTEN, type Candidate } from '../../core/backtest/candidate.js';
import { parseTarget } from '../../spec/firebreak/quantities.js';
import { UsageError } from '../exit-codes.js';
import { exactPercent } from '../text/quantities.js';
import { parseTierSet } from './tier-sets.js';

type Choice = Omit<Candidate, 'label'> & { readonly label: string };

/** The candidates that `--vary target=99.9,99.95 tiers=default,pages-only` asks for: every target with every set of tiers. */
export function parseCandidates(given: readonly string[]): Candidate[] {
  const targets: Choice[] = [];
  const tiers: Choice[] = [];
  for (const text of given) {
    const [what, values] = splitOnce(text);
    const list = (values ?? '').split(',').filter((value) => value.trim() !== '');
    if (list.length === 0 || (what !== 'target' && what !== 'tiers')) {
      throw new UsageError(
        `"${text}" is nothing to vary; write target=99.9,99.95 or tiers=default,pages-only, after the paths`,
      );
    }
    if (what === 'target') targets.push(...list.map(targetChoice));
    else tiers.push(...list.map(tiersChoice));
  }
  const candidates = (targets.length > 0 ? targets : [undefined]).flatMap((target) =>
    (tiers.length > 0 ? tiers : [undefined]).map((set) => combine(target, set)),
  );
  const seen = new Set<string>();
  return candidates.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function combine(target: Choice | undefined, tiers: Choice | undefined): Candidate {
  const labels = [target?.label, tiers?.label].filter((label) => label !== undefined);
  if (labels.length === 0) return AS_WRITTEN;
  return { label: labels.join(' '), target: target?.target, tiers: tiers?.tiers };
}

function targetChoice(text: string): Choice {
  const target = parseTarget(text);
  if (target === undefined || target <= 0 || target >= 1) {
    throw new UsageError(`"${text}" is no target; write a percentage over 0 and under 100: 99.9`);
  }
  return { label: `target=${exactPercent(target)}`, target, tiers: undefined };
}

function tiersChoice(text: string): Choice {
  return { label: `tiers=${text.trim()}`, target: undefined, tiers: parseTierSet(text.trim()) };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at === -1 ? [text, undefined] : [text.slice(0, at).trim(), text.slice(at + 1)];
}
