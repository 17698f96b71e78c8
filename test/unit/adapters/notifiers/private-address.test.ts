import { describe, expect, it } from 'vitest';
import { isPrivateAddress, publicLookup } from '../../../../src/adapters/notifiers/private-address.js';

describe('isPrivateAddress', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ])('refuses %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
  ])('sees through %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '::ffff:1.1.1.1',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
  ])('lets %s pass', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it.each(['', 'localhost', '127.1', '1.2.3.4.5', 'gggg::1'])('refuses what is no address: "%s"', (text) => {
    expect(isPrivateAddress(text)).toBe(true);
  });
});

describe('publicLookup', () => {
  const lookUp = (name: string, all: boolean) =>
    new Promise<{ error: Error | null; address: unknown }>((resolve) => {
      publicLookup(name, { all }, (error, address) => resolve({ error, address }));
    });

  it.each([true, false])('refuses a name that leads inside (all addresses asked for: %s)', async (all) => {
    const { error } = await lookUp('localhost', all);
    expect(error?.message).toBe(
      'localhost leads to a private address; allow_private_addresses: true would permit that',
    );
  });

  // An address in numbers is looked up without asking anybody.
  it('gives one address, or all, as it is asked', async () => {
    expect(await lookUp('1.1.1.1', false)).toEqual({ error: null, address: '1.1.1.1' });
    expect(await lookUp('1.1.1.1', true)).toEqual({
      error: null,
      address: [{ address: '1.1.1.1', family: 4 }],
    });
  });

  it('hands on that a name does not exist', async () => {
    const { error } = await lookUp('nowhere.invalid', false);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });
});
