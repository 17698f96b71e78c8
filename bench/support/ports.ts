import { addressOf, reservePort } from '../../src/main/demo/checkout-service.js';

/** `127.0.0.1:port` of a port that was free a moment ago. */
export async function freeAddress(): Promise<string> {
  const reserved = await reservePort();
  const address = addressOf(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  return address;
}
