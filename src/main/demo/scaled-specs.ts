import { isMap, isSeq, parseDocument } from 'yaml';
import { formatDuration, parseDuration } from '../../core/time/duration.js';

/** Minutes become seconds. */
const SCALE = 60;

/** An SLO file with every window divided by `SCALE`; targets, burn rates and policy stay. */
export function scaleSpec(text: string): string {
  const document = parseDocument(text);
  const slos = document.get('slos');
  for (const slo of isSeq(slos) ? slos.items : []) {
    if (!isMap(slo)) continue;
    scaleField(slo, 'window');
    const tiers = slo.get('burn_rate_alerts');
    for (const tier of isSeq(tiers) ? tiers.items : []) {
      if (!isMap(tier)) continue;
      scaleField(tier, 'short_window');
      scaleField(tier, 'long_window');
    }
  }
  return document.toString();
}

function scaleField(
  map: { get(key: string): unknown; set(key: string, value: unknown): void },
  field: string,
): void {
  const ms = parseDuration(String(map.get(field)));
  if (ms !== undefined) map.set(field, formatDuration(ms / SCALE));
}
