/** A value of another tool's export, with the way to it; what is missing or of another type is undefined, never an error. */
export class ForeignValue {
  constructor(
    readonly value: unknown,
    /** `schedules[0].schedule_layers[1]`. */
    readonly path: string,
  ) {}

  at(name: string): ForeignValue {
    const { value } = this;
    const inner: unknown = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return new ForeignValue(inner, this.path === '' ? name : `${this.path}.${name}`);
  }

  /** Empty where it is no list. */
  list(): ForeignValue[] {
    const values: readonly unknown[] = Array.isArray(this.value) ? this.value : [];
    return values.map((each, index) => new ForeignValue(each, `${this.path}[${index}]`));
  }

  text(): string | undefined {
    return typeof this.value === 'string' && this.value.trim() !== '' ? this.value.trim() : undefined;
  }

  number(): number | undefined {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : undefined;
  }

  /** Epoch ms of an instant with its zone. */
  instant(): number | undefined {
    const text = this.text();
    if (text === undefined || !/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : at;
  }

  has(name: string): boolean {
    const { value } = this.at(name);
    return value !== undefined && value !== null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
