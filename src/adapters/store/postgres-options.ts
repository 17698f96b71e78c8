/** Where a PostgreSQL database is and how to log in. */
export interface PostgresOptions {
  /** A name or address; a path is the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** Without it nothing is encrypted. */
  readonly tls?: PostgresTls;
}

/** How the server is trusted, and what is shown to it; certificates and keys as PEM. */
export interface PostgresTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name in the server's certificate, when it is another than the host's. */
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
}

/** How messages and logs call a database: without what is secret. */
export function placeOf({ host, port, database, user }: PostgresOptions): string {
  return `${database} of ${user} at ${host.startsWith('/') ? host : `${host}:${port}`}`;
}
