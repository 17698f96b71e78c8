import { type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type Libsql from 'libsql';
import { releaseSqlite } from './sqlite-connection.js';

/** Kysely's dialect corrected for a store that may be killed, or run out of disk, at any moment. */
export class DurableSqliteDialect extends SqliteDialect {
  constructor(private readonly database: Libsql.Database) {
    super({ database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): SqliteDriver {
    return new CarefulDriver(this.database);
  }
}

/** SQLite can roll back DDL; kysely just does not say so. Without this a killed migration leaves half a schema. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class CarefulDriver extends SqliteDriver {
  constructor(private readonly database: Libsql.Database) {
    super({ database });
  }

  /** A full disk ends the transaction by itself; rolling back again would hide the reason behind another error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }

  /** Waits for what is running, so that closing never cuts a transaction off. */
  override async destroy(): Promise<void> {
    await this.acquireConnection();
    try {
      releaseSqlite(this.database);
    } finally {
      await super.destroy();
    }
  }
}
