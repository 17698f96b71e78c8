import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress, PrivateAddressError } from './private-address.js';

/** Who is asked for addresses, and which of them are refused; tests put their own in. */
export interface Addresses {
  readonly lookUp: (
    hostname: string,
    options: Parameters<LookupFunction>[1] & { readonly all: true },
    callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => void;
  readonly isPrivate: (address: string) => boolean;
}

export const REAL_ADDRESSES: Addresses = { lookUp: dnsLookup, isPrivate: isPrivateAddress };

/**
 * A lookup for connections that refuses names which lead inside. A name is looked up once, and the addresses that were checked are the
 * ones that are connected to: a name that leads elsewhere at the next question (DNS rebinding) gains nothing.
 */
export function checkedLookup({ lookUp, isPrivate }: Addresses = REAL_ADDRESSES): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isPrivate(address))) {
        callback(new PrivateAddressError(hostname), '', 0);
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
