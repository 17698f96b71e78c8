import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { AlertQualities } from '../../core/incident/alert-quality.js';
import type { UpdateDraft } from '../../core/incident/draft-update.js';
import type { Audience } from '../../core/incident/audiences.js';
import type { AudienceUpdates } from '../../core/incident/audiences.js';
import type { DeliveryStatus } from './deliveries.js';

export interface IncidentDetail {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  /** Whom its alerts were told to, and how far each message came; oldest first. */
  readonly proof: readonly DeliveryStatus[];
}

/** How one audience of an incident stands. */
export interface AudienceView {
  readonly audience: Audience;
  /** When it is to hear next; undefined when it is not told of this severity, or all is over. */
  readonly dueAt: number | undefined;
  readonly stage: AudienceUpdates['stage'];
  readonly sent: number;
  readonly lastSentAt: number | undefined;
  /** Who is told; empty: an update is written down, and nobody is told by us. */
  readonly receivers: readonly string[];
  /** What the record says that they should hear now. */
  readonly draft: UpdateDraft;
}

/** How often alerts were right, over the incidents that were opened from `fromAt` to `toAt` (epoch ms). */
export type AlertQualityView = { readonly fromAt: number; readonly toAt: number } & AlertQualities;
