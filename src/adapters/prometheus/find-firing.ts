import { matcherText } from '../../core/slo/selector-text.js';
import type { WatchdogLook } from '../../core/watchdog/judge-watchdog.js';
import type { Ask } from './ask.js';

/** Asks at the source's own present: then how old a sample is does not depend on our clock. */
export async function findFiring(alertname: string, ask: Ask): Promise<WatchdogLook> {
  const name = matcherText({ label: 'alertname', op: '=', value: alertname });
  const answer = await ask(`max(timestamp(ALERTS{${name}, alertstate="firing"}))`, 'now');
  if (answer.kind === 'failed') return { kind: 'failed', message: answer.message };
  const [now, seconds] = answer.series[0]?.value ?? [];
  const at = Number(seconds);
  if (now === undefined || !Number.isFinite(at)) return { kind: 'read', newest: undefined };
  return { kind: 'read', newest: { at: at * 1000, ageMs: (now - at) * 1000 } };
}
