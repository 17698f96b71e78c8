import { type Actor, daemonActor } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import { FirebreakError } from '../../core/errors.js';
import type { HideSecrets } from '../../core/hide-secrets.js';
import { applySpecs } from '../../engine/apply-specs.js';
import type { EnginePorts } from '../../engine/engine-state.js';
import { findGroups } from '../../engine/find-groups.js';
import { noteOwners, warnUnowned } from '../../engine/note-owners.js';
import { Serial } from '../../engine/serial.js';
import { reportText } from '../../spec/report/text.js';
import type { Settings } from '../config/settings.js';
import type { DaemonParts } from './daemon-parts.js';
import { fitHeap } from './lean-heap.js';
import { errorsOf, type InputPlaces, type Inputs, loadInputs } from './load-inputs.js';

interface ReloadContext {
  readonly parts: DaemonParts;
  readonly places: InputPlaces;
  /** What the daemon started with. */
  readonly settings: Settings;
  readonly switchSource: (prometheus: Settings['prometheus']) => void;
  readonly notifiersOf: (settings: Settings) => EnginePorts['notifiers'];
  readonly renewCertificates: (tls: NonNullable<Settings['http']['tls']>) => void;
  readonly restartBeat: () => Promise<void>;
  readonly restartHeartbeats: (heartbeat: Settings['heartbeat']) => Promise<void>;
  readonly hide: HideSecrets;
}

/** Reads configuration and specs again, and puts them in force when all of them are sound; otherwise nothing changes. */
export function createReload(context: ReloadContext) {
  const { parts } = context;
  const { log, metrics, clock } = parts.ports;
  const turns = new Serial();
  let current = context.settings;

  async function reload(actor: Actor): Promise<void> {
    const inputs = await loadInputs(context.places, 'reload');
    const { settings } = inputs;
    const fixed = settings ? changedButFixed(current, settings) : [];
    if (!settings || errorsOf(inputs).length > 0) {
      throw refusal(reportText(inputs.problems, inputs.files, (_style, text) => text));
    }
    if (inputs.slos.length + inputs.templates.length === 0 && parts.state.runtimes.size > 0) {
      throw refusal(
        'no SLO is left: a folder that is empty for a moment must not end what is being watched. If it is meant, restart the daemon',
      );
    }
    if (fixed.length > 0)
      throw refusal(`${fixed.join(', ')} cannot change while the daemon runs: restart it`);
    const { onCall: before } = parts.state.config;
    await applySpecs(parts.state, parts.ports, {
      slos: inputs.slos,
      exclusions: inputs.exclusions,
      templates: inputs.templates,
      config: settings.engine,
      complete: true,
      audit: [auditEntry(actor, RELOAD, clock.now())],
    });
    warnUnowned(parts.state, parts.ports);
    await noteOwners(parts.state, parts.ports, before);
    parts.files = inputs.files;
    parts.placeOnCall = inputs.placeOnCall;
    parts.links = settings.links;
    parts.ports.notifiers = context.notifiersOf(settings);
    if (settings.http.tls) context.renewCertificates(settings.http.tls);
    if (!same(current.prometheus, settings.prometheus)) context.switchSource(settings.prometheus);
    await findGroups(parts.state, parts.ports);
    const beatChanged = current.engine.evaluationInterval !== settings.engine.evaluationInterval;
    const heartbeatChanged = !same(current.heartbeat, settings.heartbeat);
    current = settings;
    if (heartbeatChanged) await context.restartHeartbeats(settings.heartbeat);
    if (beatChanged) await context.restartBeat();
    parts.specProblems = problemsOf(inputs, context.hide);
    parts.ports.kickDelivery();
  }

  /** Rejects with `reload-refused` and the problems in words. */
  const now = (actor: Actor) =>
    turns.run(async () => {
      try {
        await reload(actor);
        parts.specsLoadedAt = clock.now();
        parts.lastReloadRefused = undefined;
        metrics.reload('ok');
        fitHeap(parts.state.runtimes.size);
        log.info('reloaded', { slos: parts.state.runtimes.size });
      } catch (error) {
        const why = withoutSecrets(error, context.hide);
        parts.lastReloadRefused = why.message;
        metrics.reload('refused');
        log.error('reload refused; what was loaded stays', { reason: why.message });
        throw why;
      }
    });

  /** The same for those who cannot be answered: a signal, a watched file. The refusal is in the log and in the status. */
  const quietly = (why: string) => {
    log.info('reloading', { because: why });
    const actor = daemonActor(why);
    now(actor).catch((error: unknown) => noteRefusal(actor, error));
  };

  /** A store that takes no refusal is told of by the cycles. */
  async function noteRefusal(actor: Actor, error: unknown): Promise<void> {
    const at = clock.now();
    const detail = error instanceof Error ? error.message : String(error);
    const entry = auditEntry(actor, RELOAD, at, { outcome: 'refused', detail: detail.slice(0, 500) });
    await parts.ports.store.commit({ at, audit: [entry] }).catch(() => undefined);
  }
  return { now, quietly, settings: () => current };
}

/** What is wrong with the inputs, as a report without secrets; undefined when nothing is. */
export function problemsOf({ problems, files }: Inputs, hide: HideSecrets): string | undefined {
  return problems.length === 0 ? undefined : hide(reportText(problems, files, (_style, text) => text));
}

const RELOAD = { action: 'reload', target: '' } as const;

function refusal(message: string): FirebreakError {
  return new FirebreakError('reload-refused', message);
}

function withoutSecrets(error: unknown, hide: HideSecrets): Error {
  if (error instanceof FirebreakError) return new FirebreakError(error.code, hide(error.message));
  return error instanceof Error ? error : new Error(String(error));
}

function changedButFixed(before: Settings, after: Settings): string[] {
  const fixed: [string, unknown, unknown][] = [
    ['http.listen', [before.http.host, before.http.port], [after.http.host, after.http.port]],
    ['whether http.tls is there', before.http.tls === undefined, after.http.tls === undefined],
    ['whether http.tls asks for clients’ certificates', asksClients(before), asksClients(after)],
    ['http.token', before.http.token, after.http.token],
    ['http.external_url', before.http.externalUrl, after.http.externalUrl],
    ['http.reads', before.http.openReads, after.http.openReads],
    ['http.requests_per_minute', before.http.requestsPerMinute, after.http.requestsPerMinute],
    ['http.trusted_proxies', before.http.trustedProxies, after.http.trustedProxies],
    ['http.oidc', before.http.oidc, after.http.oidc],
    ['store', before.store, after.store],
    ['retention', before.retention.messages, after.retention.messages],
    ['incidents.retention', before.retention.incidents, after.retention.incidents],
    ['specs', before.specs, after.specs],
    ['on_call', before.onCall, after.onCall],
    ['incident_policy', before.incidentPolicy, after.incidentPolicy],
  ];
  return fixed.flatMap(([name, old, now]) => (same(old, now) ? [] : [name]));
}

function asksClients({ http }: Settings): boolean {
  return http.tls?.clientCa !== undefined;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
