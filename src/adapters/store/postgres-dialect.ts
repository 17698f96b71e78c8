import { type DatabaseConnection, PostgresDialect, PostgresDriver, type PostgresPool } from 'kysely';

/** Kysely's dialect corrected for a database that may be gone at any moment. */
export class DurablePostgresDialect extends PostgresDialect {
  constructor(private readonly pool: PostgresPool) {
    super({ pool });
  }

  override createDriver(): PostgresDriver {
    return new CarefulDriver({ pool: this.pool });
  }
}

class CarefulDriver extends PostgresDriver {
  /** On a connection that is lost nothing can be rolled back, nor need it be; the failure would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}
