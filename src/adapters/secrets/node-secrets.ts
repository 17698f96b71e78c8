import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../engine/ports.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Secrets by Node's own cryptography. One round of SHA-256 is enough for what has 256 random bits: there is nothing to guess. */
export const nodeSecrets: Secrets = {
  newSecret: () => randomBytes(32).toString('base64url'),
  newId: () => Array.from({ length: 10 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
  digest: (secret) => createHash('sha256').update(secret).digest('hex'),
  same: (a, b) => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
