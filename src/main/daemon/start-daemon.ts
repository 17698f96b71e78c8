import { systemClock } from '../../adapters/clock/system-clock.js';
import { createDaemonMetrics } from '../../adapters/metrics/daemon-metrics.js';
import { createPrometheusSource } from '../../adapters/prometheus/event-source.js';
import { createSchedule } from '../../adapters/schedule/node-cron-schedule.js';
import { watchFiles } from '../../adapters/spec-files/watch-files.js';
import { HOUR, MINUTE, SECOND } from '../../core/time/duration.js';
import { createChanges, noteWrites } from '../../engine/changes.js';
import { createDelivery, type DeliveryPorts } from '../../engine/deliver-signals.js';
import { tickForeign } from '../../engine/commands/take-outside-alerts.js';
import { type EnginePorts, newEngineState } from '../../engine/engine-state.js';
import { followMerged } from '../../engine/follow-merged.js';
import { endContactTests } from '../../engine/end-contact-tests.js';
import { followDeclared } from '../../engine/declared-alerts.js';
import { tendIncidents } from '../../engine/tend-incidents.js';
import { evaluateSlos } from '../../engine/evaluate-slos.js';
import { fencedStore } from '../../engine/fenced-store.js';
import { findGroups } from '../../engine/find-groups.js';
import { tellRooms } from '../../engine/incident-news.js';
import type { Clock, Log, Stoppable } from '../../engine/ports.js';
import { createLastResort } from '../../engine/last-resort.js';
import { warnUnowned } from '../../engine/note-owners.js';
import { passOn } from '../../engine/pass-on.js';
import { pruneStore } from '../../engine/prune-store.js';
import { createSharedClock } from '../../engine/shared-clock.js';
import { startEngine } from '../../engine/start-engine.js';
import { watchWatchdog } from '../../engine/watch-watchdog.js';
import { createApp } from '../../http/create-app.js';
import { isLoopback, type Settings } from '../config/settings.js';
import { createDaemonApi } from './daemon-api.js';
import type { DaemonParts } from './daemon-parts.js';
import { builtPages } from './built-pages.js';
import { HeartbeatLoop } from './heartbeat-loop.js';
import { startHistoryLoop } from './history-loop.js';
import { joinReplicas } from './join-replicas.js';
import { fitHeap } from './lean-heap.js';
import { listen, type Listening } from './listen.js';
import { openAccess } from './open-access.js';
import { errorsOf, type InputPlaces, type Inputs } from './load-inputs.js';
import { openStore, placeOfStore } from './open-store.js';
import { createReload, problemsOf } from './reload.js';
import type { SecretKeeper } from './secret-keeper.js';
import { createSecretiveNotifiers } from './secretive-notifiers.js';
import { SwitchableSource } from './switchable-source.js';

/** How long a stopping daemon goes on sending what is due; the rest stays in the outbox. */
const DRAIN_MS = 10_000;

/** A daemon that runs. */
export interface Daemon {
  /** Where its API is. */
  readonly url: string;
  /** Reads configuration and specs again; when they are refused, the log says so, and everything stays as it was. */
  reload(why: string): void;
  /** Ends the cycle under way, sends what is due, and closes everything. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly log: Log;
  readonly version: string;
  /** Is told the secrets of the settings, those of reloads too. */
  readonly secrets: SecretKeeper;
  /** Aborted when the daemon is told to stop before it has begun. */
  readonly stopping: AbortSignal;
}

/**
 * Wires the daemon and starts it: store, engine, HTTP, the first cycle at once, then the schedule, history and delivery. What was
 * started is stopped in reverse order. Rejects with a FirebreakError when the store or the port cannot be had.
 */
export async function startDaemon(
  settings: Settings,
  inputs: Inputs,
  places: InputPlaces,
  { log, version, secrets, stopping }: Surroundings,
): Promise<Daemon> {
  const teardown: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of teardown.splice(0).reverse()) {
      await step().catch((error: unknown) => log.error('stopping went wrong', { error: String(error) }));
    }
  };
  try {
    const daemonMetrics = createDaemonMetrics(version);
    const { metrics } = daemonMetrics;
    const opened = await openStore(settings.store, log, stopping);
    teardown.push(() => opened.store.close());
    const monotonic = () => performance.now();
    const shared = opened.replicas && {
      replicas: opened.replicas,
      monotonic,
      clock: createSharedClock(systemClock, monotonic, log),
    };
    const clock: Clock = shared?.clock ?? systemClock;
    const notifiersOf = (next: Settings) => createSecretiveNotifiers(next, clock, secrets);

    const openSource = (options: Settings['prometheus']) => {
      if (options.tls?.insecureSkipVerify) {
        log.warn(
          'the certificate of Prometheus is not checked: whoever is on the way can read and change it',
          {
            mend: 'set prometheus.tls.ca_file, and take insecure_skip_verify out',
          },
        );
      }
      return createPrometheusSource(options, metrics, clock);
    };
    const source = new SwitchableSource(openSource(settings.prometheus));
    const state = newEngineState(settings.engine);
    const fenced = fencedStore(opened.store, () => state.share);
    const changes = createChanges();
    const told = { ...fenced, commit: tellRooms(fenced.commit, state, () => ports) };
    const store = { ...told, ...noteWrites(told, changes) };
    const ports: EnginePorts = {
      clock,
      source,
      store,
      ...(opened.replicas ? { replicas: opened.replicas } : {}),
      log,
      metrics,
      notifiers: notifiersOf(settings),
      kickDelivery: (ready) => delivery.kick(ready),
      lastResort: {
        unwritten: (unwritten) => lastResort.unwritten(unwritten),
        whenLate: (tell) => lastResort.whenLate(tell),
        settle: () => lastResort.settle(),
      },
    };
    const sharing = joinReplicas(state, ports, shared);
    teardown.push(() => sharing.stop());
    const sending: DeliveryPorts = {
      store,
      clock,
      metrics,
      log,
      random: Math.random,
      notifiers: () => ports.notifiers,
      onGivenUp: () => passPagesOn('given-up'),
      wakeAfter: (ms, wake) => {
        const timer = setTimeout(wake, ms);
        return () => clearTimeout(timer);
      },
      holds: sharing.holds,
    };
    const passPagesOn = (given?: 'given-up') =>
      void passOn(state, ports, given).catch((error: unknown) => {
        log.error('pages cannot be passed on; it is tried again', { error: String(error) });
      });
    const delivery = createDelivery(sending);
    const lastResort = createLastResort(state, ports, sending);
    teardown.push(() => lastResort.stop());
    teardown.push(async () => {
      await delivery.drain(DRAIN_MS);
      await delivery.stop();
    });

    // Nothing at all is more likely a folder that is not there yet than the wish to end everything.
    const { slos, templates, exclusions } = inputs;
    const complete = errorsOf(inputs).length === 0 && slos.length + templates.length > 0;
    const schedule = createSchedule(clock, log);
    await sharing.begin(schedule);
    await startEngine(state, ports, { slos, templates, exclusions, config: settings.engine, complete });
    fitHeap(state.runtimes.size);
    warnUnowned(state, ports);
    log.info('SLOs loaded', { slos: state.runtimes.size, complete, store: placeOfStore(settings.store) });

    const access = await openAccess(ports, settings.http);
    const reading = schedule.every(10 * SECOND, 'read tokens', () => access.tokens.refresh());
    teardown.push(() => reading.stop());
    const evaluate = () =>
      schedule.every(state.config.evaluationInterval, 'evaluate', async (at) => {
        await evaluateSlos(state, ports, at);
        changes.note('slos', 'daemon');
        // A database that hangs must not keep the next cycle waiting.
        void sharing.tellStatuses();
        await watchWatchdog(state, ports);
      });
    let beat: Stoppable | undefined;
    const restartBeat = async () => {
      await beat?.stop();
      beat = evaluate();
    };
    const heartbeats = new HeartbeatLoop({
      state,
      ports,
      store: opened.store,
      daemon: opened.replicas?.me ?? 'daemon',
      schedule,
    });
    const parts: DaemonParts = {
      state,
      ports,
      daemonMetrics,
      access,
      changes,
      lastResort,
      incidentsKept: settings.retention.incidents,
      version,
      startedAt: clock.now(),
      specsLoadedAt: clock.now(),
      files: inputs.files,
      placeOnCall: inputs.placeOnCall,
      links: settings.links,
      lastReloadRefused: undefined,
      specProblems: problemsOf(inputs, secrets.hide),
    };
    let http: Listening | undefined = undefined;
    const reload = createReload({
      parts,
      places,
      settings,
      switchSource: (next) => source.switchTo(openSource(next)),
      notifiersOf,
      hide: secrets.hide,
      renewCertificates: (next) => http?.renew(next),
      restartBeat,
      restartHeartbeats: (next) => heartbeats.restart(next),
    });

    const { host, port, token, tls } = settings.http;
    const app = createApp(createDaemonApi(parts, reload.now), {
      ...settings.http,
      canWrite: token !== undefined || access.logins !== undefined,
      secure: tls !== undefined || (settings.http.externalUrl?.startsWith('https:') ?? false),
      listensOnLoopback: isLoopback(host),
      inbound: () => reload.settings().inbound,
      pages: builtPages(),
      version,
      log,
    });
    const listening = await listen(app, { host, port, tls });
    http = listening;
    teardown.push(() => listening.close());
    log.info('listening', {
      url: listening.url,
      writes: (token ?? access.logins) ? 'by token or login' : 'disabled: no http.token',
    });

    const beating = schedule.every(10 * SECOND, 'tell pages that all is quiet', async () => changes.note());
    teardown.push(() => beating.stop());
    const lookForGroups = async () => {
      await findGroups(state, ports);
      fitHeap(state.runtimes.size);
    };
    await lookForGroups();
    await evaluateSlos(state, ports, clock.now());
    changes.note('slos', 'daemon');
    await restartBeat();
    teardown.push(async () => beat?.stop());
    const history = startHistoryLoop(state, ports);
    teardown.push(() => history.stop());
    const looking = schedule.every(MINUTE, 'find label sets', lookForGroups);
    teardown.push(() => looking.stop());
    const passing = schedule.every(SECOND, 'pass pages on', async () => passPagesOn());
    teardown.push(() => passing.stop());
    const tending = schedule.every(SECOND, 'tend incidents', () => tendIncidents(state, ports));
    teardown.push(() => tending.stop());
    const ending = schedule.every(MINUTE, 'end alerts from outside', () => tickForeign(state, ports));
    teardown.push(() => ending.stop());
    const ended = schedule.every(5 * SECOND, 'follow declared incidents', () => followDeclared(state, ports));
    teardown.push(() => ended.stop());
    const { secrets: codes } = access.tokens.ports;
    const testing = schedule.every(MINUTE / 2, 'end contact tests', () =>
      endContactTests(state, ports, codes),
    );
    teardown.push(() => testing.stop());
    const following = schedule.every(5 * SECOND, 'follow merged incidents', () => followMerged(state, ports));
    teardown.push(() => following.stop());
    const pruning = schedule.every(HOUR, 'prune', () => pruneStore(state, ports, settings.retention));
    teardown.push(() => pruning.stop());
    await heartbeats.restart(settings.heartbeat);
    teardown.push(() => heartbeats.stop());
    const { paths, state: before } = inputs.watched;
    const watcher = watchFiles(paths, before, log, () => reload.quietly('a file changed'));
    teardown.push(() => watcher.stop());
    delivery.kick();
    return { url: listening.url, reload: reload.quietly, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
