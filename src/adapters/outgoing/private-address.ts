import { BlockList, isIP } from 'node:net';

/** What a user's URL must not lead to: this machine, its network, link-local (cloud metadata), multicast, reserved. */
const REFUSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's wire server: a public address that answers inside the cloud only, with the machine's own secrets.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

const REFUSED_IPV6 = [
  // Unspecified, loopback and the old IPv4-compatible form.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const REFUSED = blockList();

function blockList(): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of REFUSED_IPV4) {
    list.addSubnet(net, prefix, 'ipv4');
    // In a network of IPv6 alone every IPv4 address has this form (NAT64), the public ones too.
    list.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6');
  }
  for (const [net, prefix] of REFUSED_IPV6) list.addSubnet(net, prefix, 'ipv6');
  return list;
}

/** 4 or 6; undefined for what is no address. */
export function addressFamily(text: string): 4 | 6 | undefined {
  const family = isIP(text);
  return family === 4 || family === 6 ? family : undefined;
}

/** True for addresses inside; IPv4 in IPv6 clothes is seen through. Anything that is no address counts as inside. */
export function isPrivateAddress(address: string): boolean {
  const family = addressFamily(address);
  if (family === 4) return REFUSED.check(address, 'ipv4');
  if (family !== 6) return true;
  // BlockList holds ::ffff:10.0.0.1 against the IPv4 rules by itself.
  return REFUSED.check(address, 'ipv6');
}

/** The address that a URL names in numbers, however it is spelt; undefined for a name. */
export function literalAddress(url: string): string | undefined {
  // URL has made one spelling of them all: 0x7f.1, 2130706433 and 0177.0.0.1 are 127.0.0.1 here.
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return addressFamily(host) === undefined ? undefined : host;
}

export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address; allow_private_addresses: true would permit that`);
    this.name = 'PrivateAddressError';
  }
}
