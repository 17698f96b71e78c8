import { CommandFailure } from '../exit-codes.js';

/** Reads fields of a JSON answer, and says where it is not what a daemon of this version would say. */
export class JsonReader {
  constructor(
    private readonly value: unknown,
    private readonly path: string,
  ) {}

  at(field: string): JsonReader {
    const { value, path } = this;
    const inner = isRecord(value) ? value[field] : undefined;
    return new JsonReader(inner, `${path}.${field}`);
  }

  /** As it is, for programs. */
  raw(): unknown {
    return this.value;
  }

  list(): JsonReader[] {
    if (!Array.isArray(this.value)) return this.fail('a list');
    return this.value.map((item: unknown, index) => new JsonReader(item, `${this.path}[${index}]`));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('text');
  }

  number(): number {
    return typeof this.value === 'number' ? this.value : this.fail('a number');
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  /** A text, or a number as one. */
  word(): string {
    return typeof this.value === 'number' ? String(this.value) : this.text();
  }

  /** A map of texts. */
  texts(): Record<string, string> {
    if (!isRecord(this.value)) return this.fail('a map');
    return Object.fromEntries(Object.keys(this.value).map((key) => [key, this.at(key).text()]));
  }

  /** Equal to the last word: daemons say the same in the same order. */
  isSame(other: JsonReader): boolean {
    return JSON.stringify(this.value) === JSON.stringify(other.value);
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    return words.find((word) => word === this.value) ?? this.fail(words.join(', '));
  }

  /** Undefined for a field that is missing or null. */
  optional<Result>(read: (reader: JsonReader) => Result): Result | undefined {
    return this.value === undefined || this.value === null ? undefined : read(this);
  }

  private fail(expected: string): never {
    throw new CommandFailure(
      `this is not the answer of a Firebreak daemon of this version: ${this.path} should be ${expected}`,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
