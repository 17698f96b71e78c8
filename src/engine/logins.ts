import type { Principal } from '../core/access/actor.js';
import { auditEntry } from '../core/access/audit-entry.js';
import { type Grants, scopeOfGroups } from '../core/access/grants.js';
import { type Session, sessionHolds, type SessionLimits } from '../core/access/session.js';
import { FirebreakError } from '../core/errors.js';
import { MINUTE } from '../core/time/duration.js';
import type { IdentityProvider, PendingLogin } from './ports.js';
import type { AccessPorts } from './token-book.js';

const USE_STEP = MINUTE;
const MOST_REMEMBERED = 1000;

export interface LoginSettings {
  readonly grants: Grants;
  readonly limits: SessionLimits;
}

/** Logins of browsers: who they are is proven by a provider, and then by a random cookie that the store knows by its digest. */
export class Logins {
  /** Those seen last, for when the store is gone. */
  private readonly remembered = new Map<string, Session>();

  constructor(
    private readonly ports: AccessPorts,
    private readonly provider: IdentityProvider,
    private readonly settings: LoginSettings,
  ) {}

  /** Where to send a browser, and what it has to bring back. */
  begin(): Promise<{ readonly url: string; readonly pending: PendingLogin }> {
    return this.provider.begin();
  }

  /**
   * Ends a login: a new cookie, whatever the browser had before; the session of that ends.
   * @param query what the provider sent the browser back with
   */
  async finish(
    query: string,
    pending: PendingLogin,
    former: string | undefined,
    requestId: string,
  ): Promise<string> {
    const { store, clock, secrets, log } = this.ports;
    const { name, groups } = await this.provider.finish(query, pending);
    const scope = scopeOfGroups(groups, this.settings.grants);
    if (scope === undefined) {
      log.warn('a login was refused', { name, because: 'none of the groups has a scope', requestId });
      throw new FirebreakError('forbidden', `${name} is known, and none of his groups gives a scope here`);
    }
    const at = clock.now();
    const cookie = secrets.newSecret();
    const session = { digest: secrets.digest(cookie), name, scope, begunAt: at, lastSeenAt: at };
    const ended = former === undefined ? [] : [secrets.digest(former)];
    await store.commit({
      at,
      sessions: [session],
      endedSessions: ended,
      audit: [auditEntry(actorOf(session, requestId), { action: 'login', target: '' }, at)],
    });
    for (const digest of ended) this.remembered.delete(digest);
    return cookie;
  }

  /** Who has this cookie; undefined when nobody has, or has no longer. */
  async prove(cookie: string): Promise<Principal | undefined> {
    const digest = this.ports.secrets.digest(cookie);
    const session = await this.find(digest);
    const now = this.ports.clock.now();
    if (!session || !sessionHolds(session, this.settings.limits, now)) {
      this.remembered.delete(digest);
      return undefined;
    }
    this.noteUse(session, now);
    const { name, scope } = session;
    return { kind: 'login', name, scope };
  }

  /** Ends the session of this cookie; one that is not there stays so. */
  async end(cookie: string, requestId: string): Promise<void> {
    const { store, clock, secrets } = this.ports;
    const digest = secrets.digest(cookie);
    const session = await this.find(digest);
    if (!session) return;
    const at = clock.now();
    const audit = [auditEntry(actorOf(session, requestId), { action: 'logout', target: '' }, at)];
    await store.commit({ at, endedSessions: [digest], audit });
    this.remembered.delete(digest);
  }

  private async find(digest: string): Promise<Session | undefined> {
    try {
      return await this.ports.store.session(digest);
    } catch (error) {
      this.ports.log.warn('sessions cannot be read; those seen last hold', { error: String(error) });
      return this.remembered.get(digest);
    }
  }

  private noteUse(session: Session, now: number): void {
    const { store, log } = this.ports;
    const stale = now >= session.lastSeenAt + USE_STEP;
    this.remember(stale ? { ...session, lastSeenAt: now } : session);
    if (!stale) return;
    store
      .noteSessionUse(session.digest, now)
      .catch((error: unknown) => log.debug('a use of a session is not kept', { error: String(error) }));
  }

  private remember(session: Session): void {
    this.remembered.delete(session.digest);
    this.remembered.set(session.digest, session);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MOST_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
  }
}

function actorOf({ name, scope }: Session, requestId: string) {
  return { kind: 'login' as const, name, scope, onBehalfOf: undefined, requestId };
}
