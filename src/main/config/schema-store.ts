import Type, { type Static } from 'typebox';
import { closed, secret, text, tls } from './schema-parts.js';

const Postgres = Type.Object(
  {
    url: Type.Optional(
      secret(
        'the database: postgres://user:password@host:5432/database, or with ?host=/run/postgresql a socket',
      ),
    ),
    url_file: Type.Optional(text('a file that holds that URL, which keeps its password out of this one')),
    tls: Type.Optional(tls('how the server is trusted; tls: {} trusts the authorities of the system')),
  },
  { ...closed, description: 'a PostgreSQL database, which several daemons may share' },
);

export const Store = Type.Object(
  {
    path: Type.Optional(text('the SQLite file (default .firebreak/firebreak.db)')),
    postgres: Type.Optional(Postgres),
  },
  { ...closed, description: 'where state is kept: path or postgres' },
);
export type StoreSpec = Static<typeof Store>;
