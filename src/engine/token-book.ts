import type { AuditEntry } from '../core/access/audit-entry.js';
import { CONFIGURED } from '../core/access/actor.js';
import { judgeSecret, NO_TOKEN, type Proof, type Token } from '../core/access/token.js';
import { MINUTE, SECOND } from '../core/time/duration.js';
import { Serial } from './serial.js';
import type { Clock, Log, Secrets, Store } from './ports.js';

/** When a token was last used is kept to this. */
const USE_STEP = 10 * MINUTE;
/** Another replica may have made a token that is not known here; strangers must not have the store asked at will. */
const ASK_AGAIN = SECOND;

export interface AccessPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: Secrets;
}

/** All tokens, in memory: who is asking is known while the store is busy or gone. */
export class TokenBook {
  private tokens: ReadonlyMap<string, Token> = new Map();
  private readAt = Number.NEGATIVE_INFINITY;
  private readonly turns = new Serial();
  private readonly configured: string | undefined;
  /** Compared with where there is nothing to compare, so that the time tells nothing. */
  private readonly nobody: string;

  constructor(
    readonly ports: AccessPorts,
    configuredToken: string | undefined,
  ) {
    const { secrets } = ports;
    this.nobody = secrets.digest(secrets.newSecret());
    this.configured = configuredToken === undefined ? undefined : secrets.digest(configuredToken);
  }

  /** Reads them anew, for what other replicas have changed. */
  refresh(): Promise<void> {
    return this.turns.run(() => this.read());
  }

  /** In the order in which they were made. */
  list(): readonly Token[] {
    return [...this.tokens.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Decides on the tokens as they are stored, and stores the one that is new or other; nothing reads or changes them meanwhile. */
  change(
    decide: (tokens: readonly Token[]) => Token,
    audited: (token: Token, at: number) => AuditEntry,
  ): Promise<Token> {
    return this.turns.run(async () => {
      await this.read();
      const token = decide(this.list());
      const at = this.ports.clock.now();
      await this.ports.store.commit({ at, tokens: [token], audit: [audited(token, at)] });
      this.adopt(token);
      return token;
    });
  }

  async prove(secret: string): Promise<Proof> {
    const { secrets, clock } = this.ports;
    const digest = secrets.digest(secret);
    const isOf = (other: string) => secrets.same(digest, other);
    const isConfigured = isOf(this.configured ?? this.nobody);
    if (isConfigured && this.configured !== undefined) return { kind: 'known', principal: CONFIGURED };
    const token = await this.find(/^fb_([a-z0-9]+)_/.exec(secret)?.[1]);
    if (!token) {
      isOf(this.nobody);
      return NO_TOKEN;
    }
    const proof = judgeSecret(token, isOf, clock.now());
    if (proof.kind === 'known') this.noteUse(token);
    return proof;
  }

  private async read(): Promise<void> {
    this.readAt = this.ports.clock.now();
    this.tokens = new Map((await this.ports.store.tokens()).map((token) => [token.id, token]));
  }

  private adopt(token: Token): void {
    this.tokens = new Map(this.tokens).set(token.id, token);
  }

  private async find(id: string | undefined): Promise<Token | undefined> {
    if (id === undefined) return undefined;
    const known = this.tokens.get(id);
    if (known || this.ports.clock.now() < this.readAt + ASK_AGAIN) return known;
    await this.refresh().catch((error: unknown) =>
      this.ports.log.warn('tokens cannot be read; those that are known hold', { error: String(error) }),
    );
    return this.tokens.get(id);
  }

  private noteUse({ id }: Token): void {
    const { store, clock, log } = this.ports;
    const at = clock.now();
    const token = this.tokens.get(id);
    if (!token || at < (token.lastUsedAt ?? Number.NEGATIVE_INFINITY) + USE_STEP) return;
    this.adopt({ ...token, lastUsedAt: at });
    store
      .noteTokenUse(id, at)
      .catch((error: unknown) => log.debug('a use of a token is not kept', { error: String(error) }));
  }
}
