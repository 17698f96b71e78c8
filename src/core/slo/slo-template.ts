import { recordedSli } from './recorded-sli.js';
import { matcherText } from './selector-text.js';
import type { EventCount, Matcher } from './sli.js';
import { type Slo, sloId } from './slo.js';

/** How one written SLO becomes one for each label set that its events are found to have. */
export interface Grouping {
  /** At least one; their order is that of the values in a group's name. */
  readonly labels: readonly string[];
  /** At most so many label sets are SLOs at a time. */
  readonly max: number;
  /** A label set that has vanished stays an SLO for this long (ms). */
  readonly keepMs: number;
}

/** One SLO as it is written for all label sets. Its own id is that of no SLO. */
export interface SloTemplate {
  readonly slo: Slo;
  readonly grouping: Grouping;
  /** Each group's events are counted by what the generated rules record of them. */
  readonly recorded?: true;
}

/** A value for each label of a grouping; '' where series do not have the label. */
export type LabelSet = Readonly<Record<string, string>>;

/** Longer names fit into no receiver's key, and a label with such values tells requests apart rather than routes. */
const LONGEST_NAME = 200;

/** False for a label set of other labels: that of an earlier text of the file. */
export function hasLabels({ labels }: Grouping, set: LabelSet): boolean {
  return Object.keys(set).length === labels.length && labels.every((label) => label in set);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Equal for equal label sets. */
export function groupKey({ labels }: Grouping, set: LabelSet): string {
  return JSON.stringify(labels.map((label) => set[label] ?? ''));
}

/**
 * `availability:/checkout`, `availability:acme,/checkout`: the values in the labels' order. Different for different label sets, and unlike
 * any name that a file can give; undefined when it would be too long or is no text.
 */
export function groupName({ slo, grouping }: SloTemplate, set: LabelSet): string | undefined {
  const values = grouping.labels.map((label) => set[label] ?? '');
  if (values.some((value) => LONE_SURROGATE.test(value))) return undefined;
  const name = `${slo.name}:${values.map(nameOfValue).join(',')}`;
  return name.length <= LONGEST_NAME ? name : undefined;
}

/** True for a template's own id, and for one that a label set of it may have. */
export function isOfTemplate({ slo, grouping }: SloTemplate, id: string): boolean {
  if (id === slo.id) return true;
  const values = id.startsWith(`${slo.id}:`) ? id.slice(slo.id.length + 1).split(',') : [];
  return values.length === grouping.labels.length && values.every((value) => NAME_OF_VALUE.test(value));
}

/** The SLO of a label set: only its events are counted, and its labels travel with it. Undefined when it cannot be named. */
export function sloOfGroup(template: SloTemplate, set: LabelSet): Slo | undefined {
  const { slo, grouping } = template;
  const name = groupName(template, set);
  if (name === undefined) return undefined;
  const labels = Object.fromEntries(grouping.labels.map((label) => [label, set[label] ?? '']));
  const matchers = Object.entries(labels).map(([label, value]): Matcher => ({ label, op: '=', value }));
  const { sli, metadata } = slo;
  const group: Slo = {
    ...slo,
    id: sloId(slo.service, name),
    name,
    sli: { ...sli, bad: narrowed(sli.bad, matchers), total: narrowed(sli.total, matchers) },
    metadata: { ...metadata, labels: { ...metadata.labels, ...labels } },
    group: { templateId: slo.id, sli },
  };
  return template.recorded ? { ...group, sli: recordedSli(group) } : group;
}

/** `route, tenant`. */
export function labelNames({ grouping }: SloTemplate): string {
  return grouping.labels.join(', ');
}

/** `{route="/checkout"}`, as people read it in a log. */
export function labelSetText(set: LabelSet): string {
  const matchers = Object.entries(set).map(([label, value]): Matcher => ({ label, op: '=', value }));
  return `{${matchers.map(matcherText).join(', ')}}`;
}

function narrowed(count: EventCount, matchers: readonly Matcher[]): EventCount {
  return count.map(({ sign, selector }) => ({
    sign,
    selector: { ...selector, matchers: [...selector.matchers, ...matchers] },
  }));
}

/** What a value reads like in a name. */
const NAME_OF_VALUE = /^(\(none\)|([A-Za-z0-9._~/:@+={}*-]|%[0-9A-F]{2})+)$/;

/** Percent-encoded but for what is safe in ids, rules and their templates, and reads well; `{{` would begin a template. */
function nameOfValue(value: string): string {
  if (value === '') return '(none)';
  return value.replace(/\{(?=\{)|[^A-Za-z0-9._~/:@+={}*-]/gu, encode);
}

function encode(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
