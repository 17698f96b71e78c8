import { stringify } from 'yaml';
import type { Proposal } from '../../core/backtest/proposal.js';
import { FirebreakError } from '../../core/errors.js';
import type { Slo } from '../../core/slo/slo.js';
import type { WhatIfView } from '../../engine/read-models.js';
import type { Asker, WhatIfs } from '../../engine/what-if.js';
import { FIREBREAK_FORM } from '../../spec/write/firebreak.js';

const EXPLICIT = { kind: 'explicit', reason: '' } as const;

/** A comparison with the lines for the file. */
export async function whatIf(
  whatIfs: WhatIfs,
  id: string,
  proposal: Proposal,
  asker: Asker,
): Promise<WhatIfView> {
  const { slo, ...figures } = await whatIfs.ask(id, proposal, asker);
  return { ...figures, yaml: promiseText(slo) };
}

/** Target, window and tiers as an SLO file says them. */
function promiseText(slo: Slo): string {
  // Whatever is counted, these are said in the same way.
  const { composite: _composite, timeSlices: _timeSlices, ...rest } = slo;
  const count = [{ sign: 1, selector: { metric: 'events', matchers: [] } }] as const;
  const plain: Slo = { ...rest, sli: { ...slo.sli, bad: count, total: count, derivation: EXPLICIT } };
  const putting = FIREBREAK_FORM.put({ slo: plain }, () => undefined);
  const slos: unknown = 'document' in putting ? Reflect.get(putting.document, 'slos') : undefined;
  const [spec] = Array.isArray(slos) ? (slos as Record<string, unknown>[]) : [];
  if (!spec) throw new FirebreakError('internal', `${slo.id} cannot be written`);
  const { target, window, burn_rate_alerts: tiers } = spec;
  return stringify({ target, window, burn_rate_alerts: tiers });
}
