import { stringify } from 'yaml';
import type { Slo } from '../../core/slo/slo.js';
import { DAY, formatDuration } from '../../core/time/duration.js';
import type { SloField } from '../fields/field.js';
import { readSpecs } from '../read-specs.js';
import type { Form, Obstacle, Spoken } from './form.js';
import { differencesText } from './differences.js';
import { meaningOf } from './meaning.js';

const LONGEST_LEAF = 60;

/** Documents as they would be written: those of the parts of a composite stand beside it. */
interface Texts {
  readonly text: string;
  readonly beside: readonly string[];
}

/** All that a text does not say of the SLOs that it stands for; what its own reader refuses comes first. */
export function lostIn({ text, beside }: Texts, spoken: readonly Spoken[], form: Form): Obstacle[] {
  const files = [text, ...beside].map((each, index) => ({ path: `${index}.yaml`, text: each }));
  const { slos, templates, problems } = readSpecs(files);
  const refusals = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (refusals.length > 0) {
    const refused = [...new Set(refusals)].map(
      (message): Obstacle => ({
        field: 'slo',
        lost: `does not take it: ${message}`,
      }),
    );
    return [...refused, ...spoken.flatMap((each) => lostInRest(each, form))];
  }
  const again = new Map([...slos.map((slo): Spoken => ({ slo })), ...templates].map((of) => [of.slo.id, of]));
  return spoken.flatMap((each) => {
    const other = again.get(each.slo.id);
    const others: Readonly<Record<string, unknown>> = other ? wholeMeaning(other) : {};
    return Object.entries(wholeMeaning(each))
      .filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(others[part]))
      .map(([part, value]) => ({
        field: FIELDS[part] ?? 'slo',
        lost: `cannot say its ${part} as it is${detailOf(value, others[part])}`,
      }));
  });
}

function detailOf(value: unknown, other: unknown): string {
  const text = differencesText(value, other, leafText);
  return text === '' ? '' : ` (${text})`;
}

function leafText(leaf: unknown, name: string): string {
  if (typeof leaf === 'number' && /Window$|Ms$/.test(name)) return formatDuration(leaf);
  const text = JSON.stringify(leaf);
  return text.length > LONGEST_LEAF ? `${text.slice(0, LONGEST_LEAF)}…` : text;
}

/** What else is in the way where the indicator is, so that not each attempt tells one thing more: the same SLO is tried with a plain promise. */
export function lostInRest({ slo, grouping }: Spoken, form: Form): Obstacle[] {
  const { composite: _composite, timeSlices: _timeSlices, ...rest } = slo;
  const counter = (metric: string) => [{ sign: 1, selector: { metric, matchers: [] } }] as const;
  const plain: Slo = {
    ...rest,
    sli: {
      name: slo.sli.name,
      bad: counter('bad_total'),
      total: counter('all_total'),
      derivation: { kind: 'explicit', reason: '' },
    },
    objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
    alertPolicies: [],
  };
  const spoken = { slo: plain, ...(grouping ? { grouping } : {}) };
  const putting = form.put(spoken, () => undefined);
  if ('obstacle' in putting) return [];
  const { slos, templates } = readSpecs([{ path: 'a.yaml', text: stringify(putting.document) }]);
  // Refused once more for what has been told already.
  if (slos.length + templates.length === 0) return [];
  return lostIn({ text: stringify(putting.document), beside: [] }, [spoken], form);
}

/** Where what is lost stands in a file; the rest is of the SLO as a whole. */
const FIELDS: Readonly<Partial<Record<string, SloField>>> = {
  events: 'bad',
  'latency threshold': 'threshold',
  target: 'target',
  window: 'window',
  alerts: 'alerts',
  owner: 'owner',
  links: 'runbook',
};

function wholeMeaning({ slo, grouping }: Spoken) {
  return { ...meaningOf(slo), group_by: grouping };
}
