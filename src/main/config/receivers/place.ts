import { isPrivateAddress, literalAddress } from '../../../adapters/outgoing/private-address.js';
import type { Path } from '../../../spec/source-document.js';
import type { Complaints, GivenSecret, ReadSecret } from '../reading.js';

/** Where a receiver's own part stands, and what it is read with. */
export interface Place {
  readonly path: Path;
  readonly secret: ReadSecret;
  /** An absolute path for one that starts at the configuration. */
  readonly fromFile: (path: string) => string;
  readonly problems: Complaints;
}

/** A secret without which there is no receiver. A file that cannot be read has been told already. */
export function neededSecret(
  given: GivenSecret,
  field: string,
  { path, secret, problems }: Place,
): string | undefined {
  const read = secret(given, path, field);
  if (read !== undefined || given.file !== undefined) return read;
  return problems.at(path, `"${field}" is missing`, `add ${field} or ${field}_file`);
}

/** What would be refused at the first page is refused here; names that lead inside are seen only when they are looked up. */
export function refusePrivate(
  url: string,
  allowed: boolean | undefined,
  field: string,
  { path, problems }: Pick<Place, 'path' | 'problems'>,
): void {
  if (allowed || !URL.canParse(url)) return;
  const literal = literalAddress(url);
  const host = literal ?? new URL(url).hostname;
  if (host !== 'localhost' && (literal === undefined || !isPrivateAddress(literal))) return;
  problems.at(
    [...path, field],
    `${host} is a private address, and messages to it would be refused`,
    'add allow_private_addresses: true if that is meant',
  );
}

/** A URL that is itself the secret. Where it leads is seen when it is used: to say it here would tell it on. */
export function secretUrl(given: GivenSecret, field: string, mend: string, place: Place): string | undefined {
  const url = neededSecret(given, field, place);
  if (url === undefined || /^https?:\/\/\S+$/.test(url)) return url;
  return place.problems.at(place.path, 'the webhook’s URL is no http or https URL', mend);
}
