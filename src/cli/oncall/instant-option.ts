import { parseInstant } from '../../spec/incidents/instant.js';
import { UsageError } from '../exit-codes.js';

/** An instant that was given as an option, as epoch ms. */
export function readInstant(text: string): number {
  const at = parseInstant(text);
  if (at === undefined)
    throw new UsageError(
      `"${text}" is no instant; write such as 2026-12-24T12:00:00Z or 2026-12-24T13:00:00+01:00`,
    );
  return at;
}
