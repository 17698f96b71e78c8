import type { SloMetadata } from '../../core/slo/slo.js';
import type { Policy } from './policy.js';
import type { Indicator } from './indicator.js';
import type { Kind, OpenSloObject } from './objects.js';

/** What an SLO is made of, beyond itself. */
export interface Parts {
  readonly service: OpenSloObject | undefined;
  readonly indicator: Indicator | undefined;
  readonly policies: readonly Policy[];
  /** The objective's own name. */
  readonly objective: string | undefined;
}

const PREFIXES: Readonly<Record<Exclude<Kind, 'SLO'>, string>> = {
  Service: 'service',
  SLI: 'sli',
  DataSource: 'data_source',
  AlertPolicy: 'alert_policy',
  AlertCondition: 'alert_condition',
  AlertNotificationTarget: 'notification_target',
};

/**
 * All that the objects say and nothing is decided by. Labels of the service, the indicator and the SLO are the SLO's labels (the nearest
 * wins), with the names of the notification targets by severity; the rest are annotations, those of other objects under their kind and name.
 */
export function metadataOf(
  slo: OpenSloObject,
  { service, indicator, policies, objective }: Parts,
): SloMetadata {
  const description = descriptionOf(slo);
  const near = [service, indicator?.object].filter((object) => object !== undefined);
  const far = new Set([...(indicator?.sources ?? []), ...policies.flatMap(objectsOf)]);
  const annotations = {
    ...Object.fromEntries(
      near.flatMap((object) => wordsOf(object, ['displayName', 'description', 'annotations'])),
    ),
    ...Object.fromEntries(
      [...far].flatMap((object) => wordsOf(object, ['displayName', 'description', 'annotations', 'labels'])),
    ),
    ...(slo.metadata.displayName === undefined ? {} : { display_name: slo.metadata.displayName }),
    ...(objective === undefined ? {} : { objective }),
    ...textsOf(slo.metadata.annotations),
  };
  return {
    ...(description === undefined ? {} : { description }),
    labels: Object.assign(
      {},
      ...[...near, slo].map(({ metadata }) => textsOf(metadata.labels)),
      targetLabels(policies),
    ) as Record<string, string>,
    links: {},
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

function objectsOf({ object, condition, targets }: Policy): OpenSloObject[] {
  return [object, ...(condition ? [condition.object] : []), ...targets];
}

/** `page_notification_targets: on-call,devs`: what a router can go by. */
function targetLabels(policies: readonly Policy[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const severity of ['page', 'ticket']) {
    const names = policies
      .filter(({ condition }) => condition?.severity === severity)
      .flatMap(({ targets }) => targets.map(({ metadata }) => metadata.name));
    if (names.length > 0) labels[`${severity}_notification_targets`] = [...new Set(names)].sort().join(',');
  }
  return labels;
}

type Word = 'displayName' | 'description' | 'annotations' | 'labels';

/** `alert_policy/fast-burn/description`: what an object says, under its kind and name. */
function wordsOf(object: OpenSloObject, words: readonly Word[]): [string, string][] {
  if (object.kind === 'SLO') return [];
  const { name, displayName, annotations, labels } = object.metadata;
  const prefix = `${PREFIXES[object.kind]}/${name}`;
  const of = (word: Word): Record<string, string> => {
    if (word === 'displayName') return displayName === undefined ? {} : { display_name: displayName };
    if (word === 'description') {
      const description = descriptionOf(object);
      // An SLI's description is the indicator's own.
      return description === undefined || object.kind === 'SLI' ? {} : { description };
    }
    return textsOf(word === 'labels' ? labels : annotations);
  };
  const special = Object.entries(specialOf(object));
  return [...words.flatMap((word) => Object.entries(of(word))), ...special].map(([key, value]) => [
    `${prefix}/${key}`,
    value,
  ]);
}

/** What a kind says that Firebreak has no use for, and others may. */
function specialOf({ kind, spec }: OpenSloObject): Record<string, string> {
  if (kind === 'AlertNotificationTarget') return { target: (spec as { target: string }).target };
  if (kind !== 'AlertCondition') return {};
  const { severity } = spec as { severity: string };
  // Where it is one of our own words, the tier says it.
  return severity === 'page' || severity === 'ticket' ? {} : { severity };
}

function descriptionOf({ spec }: OpenSloObject): string | undefined {
  const description = (spec as { readonly description?: string } | null)?.description;
  return description === '' ? undefined : description;
}

type Values = Readonly<Record<string, unknown>> | null | undefined;

/** A list of values is one text, with commas. */
function textsOf(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(String).join(',') : String(value),
    ]),
  );
}
