import type { Request } from 'express';
import { FirebreakError } from '../core/errors.js';

const LONGEST = 200;

/** A query parameter that is given once; undefined when it is not given. */
export function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.length > LONGEST) {
    throw new FirebreakError(
      'invalid-input',
      `"${name}" is to be given once, with at most ${LONGEST} characters`,
    );
  }
  return value;
}

export function queryLimit(request: Request, otherwise: number, most: number): number {
  return queryWhole(request, 'limit', otherwise, most);
}

/** A whole number from 1 to `most`. */
export function queryWhole(request: Request, name: string, otherwise: number, most: number): number {
  const text = queryText(request, name);
  if (text === undefined) return otherwise;
  const whole = Number(text);
  if (!Number.isInteger(whole) || whole < 1 || whole > most) {
    throw new FirebreakError('invalid-input', `"${name}" is a whole number from 1 to ${most}`);
  }
  return whole;
}

export function queryFlag(request: Request, name: string): boolean | undefined {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new FirebreakError('invalid-input', `"${name}" is true or false`);
}

/** Words of a list, apart by commas; undefined when it is not given. */
export function queryWords<Word extends string>(
  request: Request,
  name: string,
  words: readonly Word[],
): readonly Word[] | undefined {
  const text = queryText(request, name);
  return text?.split(',').map((part) => {
    const word = words.find((each) => each === part);
    if (word === undefined)
      throw new FirebreakError('invalid-input', `"${name}" holds ${words.join(', ')}, apart by commas`);
    return word;
  });
}

/** An instant with its zone, as epoch ms. */
export function queryInstant(request: Request, name: string): number | undefined {
  const text = queryText(request, name);
  return text === undefined ? undefined : instant(text, name);
}

/** A field of a JSON body that has to be a text. */
export function bodyText(body: unknown, name: string): string {
  const text = optionalBodyText(body, name);
  if (text === undefined) {
    const how = body === undefined ? ' (a JSON object, sent as application/json)' : '';
    throw new FirebreakError('invalid-input', `the body${how} needs "${name}": a text`);
  }
  return text;
}

/** The same, of several lines. */
export function bodyLines(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  const isText = typeof value === 'string' && value.trim() !== '' && value.length <= 10_000;
  if (!isText || /[^\P{Cc}\n]/u.test(value))
    throw new FirebreakError('invalid-input', `"${name}" is a text of at most 10,000 characters`);
  return value.trim();
}

export function optionalBodyText(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > 2000 || /\p{Cc}/u.test(value)) {
    throw new FirebreakError('invalid-input', `"${name}" is a text of one line and at most 2000 characters`);
  }
  return value.trim();
}

/** An instant with its zone, as epoch ms. */
export function bodyInstant(body: unknown, name: string): number | undefined {
  const text = optionalBodyText(body, name);
  return text === undefined ? undefined : instant(text, name);
}

function instant(text: string, name: string): number {
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || !Number.isFinite(at))
    throw new FirebreakError(
      'invalid-input',
      `"${name}" is an instant such as 2026-03-09T02:14:00Z, not "${text}"`,
    );
  return at;
}

export function bodyWord<Word extends string>(body: unknown, name: string, words: readonly Word[]): Word {
  const text = bodyText(body, name);
  const word = words.find((each) => each === text);
  if (word === undefined)
    throw new FirebreakError('invalid-input', `"${name}" is one of ${words.join(', ')}, not "${text}"`);
  return word;
}

/** False where it is left out. */
export function bodyFlag(body: unknown, name: string): boolean {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new FirebreakError('invalid-input', `"${name}" is true or false`);
  return value;
}

/** A whole number from 1 on. */
export function bodyWhole(body: unknown, name: string): number {
  const whole = optionalBodyWhole(body, name);
  if (whole === undefined)
    throw new FirebreakError('invalid-input', `the body needs "${name}": a whole number`);
  return whole;
}

export function optionalBodyWhole(body: unknown, name: string): number | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw new FirebreakError('invalid-input', `"${name}" is a whole number from 1 on`);
  return value;
}

/** Whole numbers from 1 on, at most 1000; none where they are left out. */
export function bodyWholes(body: unknown, name: string): readonly number[] {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (value === undefined || value === null) return [];
  const isWhole = (each: unknown): each is number =>
    typeof each === 'number' && Number.isInteger(each) && each >= 1;
  if (!Array.isArray(value) || value.length > 1000 || !value.every(isWhole))
    throw new FirebreakError('invalid-input', `"${name}" is a list of whole numbers from 1 on`);
  return value;
}
