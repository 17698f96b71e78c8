import type { LastDeploy } from '../core/delivery/signal.js';
import type { Incident } from '../core/incident/incident.js';
import type {
  DaemonStatus,
  DeliveryStatus,
  GateAnswer,
  IncidentDetail,
  SloStatus,
} from '../engine/read-models.js';

/** What the daemon offers to HTTP; main implements it. Refusals are FirebreakErrors. */
export interface FirebreakApi {
  /** Epoch ms. */
  now(): number;
  daemon(): DaemonStatus;
  slos(): readonly SloStatus[];
  gate(service: string, environment: string | undefined): GateAnswer;
  /** Newest first. */
  incidents(filter: {
    readonly open?: boolean;
    readonly service?: string;
    readonly limit: number;
  }): Promise<readonly Incident[]>;
  incident(id: string): Promise<IncidentDetail | undefined>;
  acknowledge(id: string, by: string): Promise<Incident>;
  /** Newest first. */
  deliveries(limit: number): Promise<readonly DeliveryStatus[]>;
  recordDeploy(service: string, deploy: LastDeploy): Promise<void>;
  /** Rejects with `reload-refused` and the problems in words; then the old set stays. */
  reload(): Promise<void>;
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
}
