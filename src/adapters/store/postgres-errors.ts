import { FirebreakError } from '../../core/errors.js';

/** SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html): classes that tell of the connection, not of what was asked. */
const CONNECTION_CLASSES = ['08', '57'];
const QUERY_CANCELED = '57014';
const NO_SUCH_DATABASE = '3D000';
const WRONG_PASSWORD = ['28P01', '28000'];
const TOO_MANY_CONNECTIONS = '53300';
/** What the operating system says of a server that is not there, or not yet. */
const UNREACHABLE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
];

/** Whether the database has understood and refused what was asked; then the connection is as good as before. */
export function isRefusal(error: unknown): boolean {
  const state = sqlState(error);
  if (state === undefined) return false;
  return state === QUERY_CANCELED || !CONNECTION_CLASSES.includes(state.slice(0, 2));
}

/** The error of a database that cannot be opened, in words for the person who runs the daemon: `not-ready` where waiting can help. */
export function explainPostgresError(error: unknown, place: string): FirebreakError {
  if (error instanceof FirebreakError) return error;
  const message = error instanceof Error ? error.message || String(error) : String(error);
  return new FirebreakError(
    isAway(error) ? 'not-ready' : 'invalid-input',
    `cannot open ${place}: ${message}${mendOf(error)}`,
  );
}

/** True of a server that is down, starting or full; one that has understood and refused stays as it is. */
function isAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return state === TOO_MANY_CONNECTIONS || !isRefusal(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // A connection that ends, or is not there in time, has no code.
  if (code === undefined) return /timeout|terminated/i.test(String(error));
  return typeof code === 'string' && UNREACHABLE.includes(code);
}

function mendOf(error: unknown): string {
  const state = sqlState(error);
  if (state === NO_SUCH_DATABASE) return '; create it: createdb --encoding=UTF8 …';
  if (state !== undefined && WRONG_PASSWORD.includes(state))
    return '; check user and password of store.postgres, and pg_hba.conf';
  return '';
}

function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
