import { raw, type Request } from 'express';
import { FirebreakError } from '../../core/errors.js';

/** Keeps the bytes as they came, because signatures are of them. What is longer is refused before it is read. */
export function rawBody(limit: string) {
  return raw({ type: () => true, limit, inflate: false });
}

export function bytesOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function jsonOf(text: string): JsonObject {
  try {
    const object = objectIn(JSON.parse(text));
    if (object) return object;
  } catch {
    // Told below: what a parser says of it repeats the body.
  }
  throw new FirebreakError('invalid-input', 'the body is no JSON object');
}

export function objectIn(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** What stands in an object of objects; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    const object = objectIn(inner);
    return object && Object.hasOwn(object, name) ? object[name] : undefined;
  }, value);
}

const LONGEST = 2_000;

/** A text in one line, as far as it is one; undefined when it is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found !== 'string') return undefined;
  const line = found.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === '' ? undefined : line.slice(0, LONGEST);
}

export function neededText(value: unknown, ...path: readonly string[]): string {
  const text = textAt(value, ...path);
  if (text !== undefined) return text;
  throw new FirebreakError('invalid-input', `the body needs "${path.join('.')}": a text`);
}

/** An instant in ISO 8601 (epoch ms). */
export function neededInstant(value: unknown, ...path: readonly string[]): number {
  const at = Date.parse(neededText(value, ...path));
  if (!Number.isNaN(at)) return at;
  throw new FirebreakError('invalid-input', `"${path.join('.')}" is no instant`);
}
