import { setTimeout as pause } from 'node:timers/promises';
import { pingUrl } from '../../adapters/heartbeat/ping-url.js';
import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { Schedule, Stoppable, Store } from '../../engine/ports.js';
import { sendHeartbeat } from '../../engine/send-heartbeat.js';
import type { HeartbeatSettings } from '../config/settings.js';

interface HeartbeatContext {
  readonly state: EngineState;
  readonly ports: EnginePorts;
  /** Not the fenced one. */
  readonly store: Store;
  /** What this process is called among several. */
  readonly daemon: string;
  readonly schedule: Schedule;
}

/** Sends heartbeats by the settings that are in force; without any it does nothing. */
export class HeartbeatLoop implements Stoppable {
  private beats: Stoppable | undefined;
  private ending = new AbortController();

  constructor(private readonly context: HeartbeatContext) {}

  /** The last settings hold no longer; the first heartbeat is due at the next beat. */
  async restart(settings: HeartbeatSettings | undefined): Promise<void> {
    await this.stop();
    const { state, ports, store, daemon, schedule } = this.context;
    if (!settings) {
      state.heartbeat = undefined;
      return;
    }
    const ending = new AbortController();
    this.ending = ending;
    // What the last check heard says nothing of another.
    state.heartbeat = { lastSentAt: undefined, held: [], pingError: undefined };
    this.beats = schedule.every(settings.every, 'heartbeat', () =>
      sendHeartbeat(
        state,
        {
          clock: ports.clock,
          log: ports.log,
          notifiers: ports.notifiers,
          kickDelivery: ports.kickDelivery,
          store,
          daemon,
          ping: () => pingUrl(settings),
          pause: (ms) => pause(ms, undefined, { signal: ending.signal }).catch(() => undefined),
          stopping: () => ending.signal.aborted,
        },
        settings,
      ),
    );
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.beats?.stop();
    this.beats = undefined;
  }
}
