import { describe, expect, it } from 'vitest';
import { checkedLookup } from '../../../../src/adapters/outgoing/checked-lookup.js';
import { isPrivateAddress } from '../../../../src/adapters/outgoing/private-address.js';

type Lookup = ReturnType<typeof checkedLookup>;

const ask = (lookup: Lookup, name: string, all: boolean) =>
  new Promise<{ error: Error | null; address: unknown }>((resolve) => {
    lookup(name, { all }, (error, address) => resolve({ error, address }));
  });

describe('checkedLookup', () => {
  const lookup = checkedLookup();

  it.each([true, false])('refuses a name that leads inside (all addresses asked for: %s)', async (all) => {
    const { error } = await ask(lookup, 'localhost', all);
    expect(error?.message).toBe(
      'localhost leads to a private address; allow_private_addresses: true would permit that',
    );
  });

  // An address in numbers is looked up without asking anybody.
  it('gives one address, or all, as it is asked', async () => {
    expect(await ask(lookup, '1.1.1.1', false)).toEqual({ error: null, address: '1.1.1.1' });
    expect(await ask(lookup, '1.1.1.1', true)).toEqual({
      error: null,
      address: [{ address: '1.1.1.1', family: 4 }],
    });
  });

  it('hands on that a name does not exist', async () => {
    const { error } = await ask(lookup, 'nowhere.invalid', false);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });

  it.each([
    ['one of its addresses is inside', ['1.1.1.1', '10.0.0.1']],
    ['it has no address', []],
  ])('refuses a name when %s', async (_, addresses) => {
    const answers = addresses.map((address) => ({ address, family: 4 }));
    const mixed = checkedLookup({
      lookUp: (_name, _options, callback) => callback(null, answers),
      isPrivate: isPrivateAddress,
    });
    expect((await ask(mixed, 'example.org', true)).error?.name).toBe('PrivateAddressError');
  });
});
