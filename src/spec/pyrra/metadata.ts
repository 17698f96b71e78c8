import { type Alerting, statedAlerting } from '../../core/slo/alerting.js';
import type { SloLinks, SloMetadata } from '../../core/slo/slo.js';
import { ALERT_NAME } from '../alert-name.js';
import type { AlertingSpec, PyrraMetadata, PyrraObject } from './schema.js';

/** What pyrra hands on from an object to its alerts, without this prefix. */
const PREFIX = 'pyrra.dev/';
const SERVICE_LABEL = 'service';
/** What Prometheus takes for the name of an alert's annotation. */
const ANNOTATION = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
/** kubectl's copy of the whole object. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';
/** Where Kubernetes puts an object that names no namespace. */
const DEFAULT_NAMESPACE = 'default';

/** The service: the label `pyrra.dev/service`, else the namespace. `path` is where it is written. */
export function serviceOf({ labels, namespace }: PyrraMetadata): {
  readonly service: string;
  readonly path: readonly string[];
} {
  const told = labels?.[`${PREFIX}${SERVICE_LABEL}`];
  if (told !== undefined && told !== '')
    return { service: String(told), path: ['labels', `${PREFIX}${SERVICE_LABEL}`] };
  return { service: namespace ?? DEFAULT_NAMESPACE, path: ['namespace'] };
}

/**
 * Labels and annotations of pyrra's prefix lose it: labels are the SLO's, annotations its alerts' (links, where a link has that name). All
 * else that the file says is kept as the SLO's own annotations.
 */
export function metadataOf({ metadata, spec }: PyrraObject): SloMetadata {
  const { namespace } = metadata;
  const labels = splitByPrefix(metadata.labels);
  const words = splitByPrefix(metadata.annotations);
  const said = { ...words.own, ...textsOf(spec.alerting?.annotations) };
  const links = linksOf(said);
  const { [SERVICE_LABEL]: _service, ...own } = labels.own;
  const told = without(said, Object.keys(links).map(linkName));
  const ofAlerts = filtered(told, (name) => ANNOTATION.test(name));
  const alerting = alertingOf(ofAlerts, spec.alerting);
  const annotations = {
    ...(namespace === undefined || namespace === serviceOf(metadata).service ? {} : { namespace }),
    ...prefixed('labels/', labels.others),
    ...without(words.others, [COPY]),
    ...alertingWords(spec.alerting),
    ...without(told, Object.keys(ofAlerts)),
  };
  return {
    ...(spec.description === undefined || spec.description === '' ? {} : { description: spec.description }),
    labels: own,
    links,
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    ...(alerting ? { alerting } : {}),
  };
}

/** The same for pages and for tickets. */
function alertingOf(annotations: Texts, { name, labels: given }: AlertingSpec = {}): Alerting | undefined {
  const named: Texts = name === undefined || name === '' ? {} : { [ALERT_NAME]: name };
  const labels = { ...textsOf(given), ...named };
  return statedAlerting({ page: { labels, annotations }, ticket: { labels, annotations } });
}

type Texts = Readonly<Record<string, string>>;

function textsOf(words: PyrraMetadata['labels']): Texts {
  return Object.fromEntries(Object.entries(words ?? {}).map(([name, value]) => [name, String(value)]));
}

function splitByPrefix(words: PyrraMetadata['labels']): { readonly own: Texts; readonly others: Texts } {
  const entries = Object.entries(textsOf(words));
  const isOwn = ([name]: readonly [string, string]) => name.startsWith(PREFIX) && name !== PREFIX;
  return {
    own: Object.fromEntries(entries.filter(isOwn).map(([name, value]) => [name.slice(PREFIX.length), value])),
    others: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}

const LINKS = ['runbook', 'dashboard', 'repository'] as const;

/** `runbook_url: https://…`, as alerts bear it. */
function linksOf(words: Texts): SloLinks {
  return Object.fromEntries(
    LINKS.flatMap((link) => {
      const url = words[linkName(link)];
      return url !== undefined && /^https?:\/\/\S+$/.test(url) ? [[link, url]] : [];
    }),
  );
}

function linkName(link: string): string {
  return `${link}_url`;
}

/** What the file says of alerts that is not said otherwise: the name of one, and words for severities other than our own. */
function alertingWords({ absentName, severities }: PyrraObject['spec']['alerting'] = {}): Texts {
  const words = Object.entries(severities ?? {}).filter(([, word]) => word !== 'page' && word !== 'ticket');
  const told = Object.entries({
    absentName,
    ...prefixed('severities/', Object.fromEntries(words)),
  }).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]]));
  return prefixed('alerting/', Object.fromEntries(told) as Texts);
}

function prefixed<Value>(prefix: string, values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
}

function without(texts: Texts, names: readonly string[]): Texts {
  return filtered(texts, (name) => !names.includes(name));
}

function filtered(texts: Texts, keeps: (name: string) => boolean): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => keeps(name)));
}
