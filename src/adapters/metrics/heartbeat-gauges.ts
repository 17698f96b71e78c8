import type { Gauge } from 'prom-client';
import { VITAL_SIGNS } from '../../core/heartbeat/decide-heartbeat.js';
import type { DaemonStatus } from '../../engine/read-models.js';

type MakeGauge = (name: string, help: string, labelNames?: string[]) => Gauge;

/** The gauges of heartbeats; the returned function sets them anew. Without heartbeats, and before the first, there is no sample. */
export function heartbeatGauges(gauge: MakeGauge): (heartbeat: DaemonStatus['heartbeat']) => void {
  const lastSent = gauge(
    'firebreak_heartbeat_last_sent_timestamp_seconds',
    'When the outside last took a heartbeat.',
  );
  const held = gauge('firebreak_heartbeat_held', 'Whether heartbeats are held back, by what does not work.', [
    'reason',
  ]);
  return (heartbeat) => {
    lastSent.remove();
    held.reset();
    if (!heartbeat) return;
    if (heartbeat.lastSentAt !== undefined) lastSent.set(heartbeat.lastSentAt / 1000);
    const signs = new Set(heartbeat.held.map(({ sign }) => sign));
    for (const reason of VITAL_SIGNS) held.set({ reason }, signs.has(reason) ? 1 : 0);
  };
}
