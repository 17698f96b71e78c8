import type { createDaemonMetrics } from '../../adapters/metrics/daemon-metrics.js';
import type { Changes } from '../../engine/changes.js';
import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { RunningLastResort } from '../../engine/last-resort.js';
import type { PlaceOnCall } from '../../engine/queries/on-call-lint.js';
import type { SpecFile } from '../../spec/problem.js';
import type { LinkSettings } from '../config/links.js';
import type { Access } from './open-access.js';

/** What a running daemon consists of, as far as it is shown. */
export interface DaemonParts {
  readonly state: EngineState;
  readonly ports: EnginePorts;
  readonly daemonMetrics: ReturnType<typeof createDaemonMetrics>;
  readonly lastResort: Pick<RunningLastResort, 'status'>;
  readonly access: Access;
  readonly changes: Changes;
  /** How long (ms) incidents are kept once they are resolved. */
  readonly incidentsKept: number;
  readonly version: string;
  readonly startedAt: number;
  specsLoadedAt: number;
  /** The files of what is in force, as they were read. */
  files: readonly SpecFile[];
  placeOnCall: PlaceOnCall;
  links: LinkSettings;
  lastReloadRefused: string | undefined;
  /** What is wrong with the files that are in force, as a report; undefined when nothing is. */
  specProblems: string | undefined;
}
