import { parseDuration } from '../../core/time/duration.js';

/** `storageRetention` of the runtime information, in ms: "15d", "15d or 10GiB"; undefined when samples are dropped by size alone. */
export function readRetention(data: unknown): number | undefined {
  const text = fieldOf(data, 'storageRetention');
  if (typeof text !== 'string') return undefined;
  const [time] = text.split(' or ').flatMap((part) => parseDuration(part) ?? []);
  return time;
}

/** The type of a metric in the answer about its metadata; undefined where its targets do not say the same. */
export function readMetricType(data: unknown, metric: string): string | undefined {
  const said = fieldOf(data, metric);
  if (!Array.isArray(said)) return undefined;
  const types = new Set(said.map((each) => fieldOf(each, 'type')));
  const [type] = types;
  return types.size === 1 && typeof type === 'string' && type !== 'unknown' ? type : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
