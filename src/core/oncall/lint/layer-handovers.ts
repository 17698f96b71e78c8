import type { OnCallFinding } from './finding.js';
import type { Handover } from './handovers.js';
import type { LiveLayer } from './live-layers.js';
import type { Roster } from './rule.js';

/** The handovers that are a layer's doing, in order. */
export function ownHandovers({ schedule, layer }: LiveLayer, { handovers }: Roster): Handover[] {
  return (handovers.get(schedule.id) ?? []).filter((each) => each.layer === layer);
}

/** What of the layer is to be changed: its hours, or when turns begin. */
export function handoverSubject({ schedule, index }: LiveLayer, { by }: Handover): OnCallFinding['subject'] {
  const place = by === 'hours' ? ['hours'] : ['rotation', 'handoff'];
  return ['schedules', schedule.id, 'layers', index, ...place];
}
