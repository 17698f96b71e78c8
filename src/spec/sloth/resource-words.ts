import { type Fields, isMap } from './documents.js';
import { textsOf } from './texts.js';

/** What a Kubernetes resource says of itself, under the names of its fields: `metadata/labels/team`. What the cluster writes is left out. */
export function resourceWords({ metadata }: Fields): Record<string, string> {
  if (!isMap(metadata)) return {};
  const { name, namespace, labels, annotations } = metadata;
  const under = (field: string, values: unknown) =>
    Object.entries(textsOf(isMap(values) ? values : {})).map(([key, value]) => [`${field}/${key}`, value]);
  const words = [
    ...Object.entries({ name, namespace }).filter(([, value]) => typeof value === 'string'),
    ...under('labels', labels),
    ...under('annotations', annotations),
  ];
  return Object.fromEntries(words.map(([key, value]) => [`metadata/${key}`, value])) as Record<
    string,
    string
  >;
}
