import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../engine/ports.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Without I, L, O and U, as Crockford's base 32, and without 0 and 1. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Secrets by Node's own cryptography. One round of SHA-256 is enough for what has 256 random bits: there is nothing to guess. */
export const nodeSecrets: Secrets = {
  newSecret: () => randomBytes(32).toString('base64url'),
  newId: () => randomText(10, LETTERS),
  newCode: () => randomText(6, CODE_LETTERS),
  digest: (secret) => createHash('sha256').update(secret).digest('hex'),
  same: (a, b) => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};

function randomText(length: number, letters: string): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}
