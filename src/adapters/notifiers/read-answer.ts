export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that an answer holds; undefined when it holds anything else. */
export function readObject(text: string): JsonObject | undefined {
  return asObject(readJson(text));
}

/** The objects of the list that an answer holds; undefined when it holds anything else. */
export function readObjects(text: string): readonly JsonObject[] | undefined {
  const value = readJson(text);
  if (!Array.isArray(value)) return undefined;
  return value.map(asObject).filter((each) => each !== undefined);
}

export function objectField(object: JsonObject | undefined, name: string): JsonObject | undefined {
  return asObject(object?.[name]);
}

/** The objects of a list in an object; empty when there is none. */
export function objectsField(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  const value = object?.[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(asObject).filter((each) => each !== undefined);
}

export function textField(object: JsonObject | undefined, name: string): string | undefined {
  const value = object?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}
