import { parse } from 'yaml';
import { parseDuration } from '../../core/time/duration.js';
import { groupValue } from '../generate-rules.js';
import { isOwnGroup } from '../names.js';
import type { RuleGroup } from '../rule-group.js';

/** What makes a ruler's namespace hold the wanted groups. Groups that others made are not in it. */
export interface SyncPlan {
  readonly create: readonly RuleGroup[];
  readonly replace: readonly RuleGroup[];
  readonly unchanged: readonly RuleGroup[];
  /** Names of groups that were made from SLOs once, and are wanted no more. */
  readonly leftOver: readonly string[];
  /** Names of groups in the namespace that Firebreak did not make. */
  readonly foreign: readonly string[];
}

/** The answer is not a ruler's. */
export class NotRulerGroups extends Error {}

/**
 * Compares what is wanted with what the ruler holds by meaning, not by text: rulers write durations and empty fields their own way.
 * @param held the ruler's answer for the namespace: YAML of groups by namespace; undefined when it has none
 * @throws NotRulerGroups
 */
export function planSync(
  wanted: readonly RuleGroup[],
  namespace: string,
  held: string | undefined,
): SyncPlan {
  const present = new Map(groupsIn(namespace, held).map((group) => [group.name, meaning(group)]));
  const names = new Set(wanted.map(({ name }) => name));
  const others = [...present.keys()].filter((name) => !names.has(name));
  const known = wanted.filter(({ name }) => present.has(name));
  const isSame = (group: RuleGroup) => present.get(group.name) === meaning(groupValue(group));
  return {
    create: wanted.filter(({ name }) => !present.has(name)),
    replace: known.filter((group) => !isSame(group)),
    unchanged: known.filter(isSame),
    leftOver: others.filter(isOwnGroup),
    foreign: others.filter((name) => !isOwnGroup(name)),
  };
}

function groupsIn(namespace: string, held: string | undefined): { readonly name: string }[] {
  if (held === undefined || held.trim() === '') return [];
  const answer = yamlOf(held);
  if (typeof answer !== 'object' || answer === null) throw new NotRulerGroups('it is no YAML map');
  const groups: unknown = Reflect.get(answer, namespace);
  if (groups === undefined || groups === null) return [];
  if (!Array.isArray(groups) || !groups.every(isGroup))
    throw new NotRulerGroups(`"${namespace}" is no list of groups`);
  return groups;
}

function yamlOf(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    throw new NotRulerGroups('it is no YAML');
  }
}

function isGroup(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

const DURATIONS = new Set(['interval', 'for', 'keep_firing_for']);

/** Equal for groups that do the same. */
function meaning(value: unknown, field = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => meaning(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${meaning(inner, key)}`).join(',')}}`;
  }
  if (DURATIONS.has(field) && typeof value === 'string') return String(parseDuration(value) ?? value);
  return JSON.stringify(typeof value === 'string' && field === 'expr' ? value.trim() : value);
}

/** As rulers write what was not given. */
function isEmpty(value: unknown): boolean {
  if (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 0 ||
    value === '0s' ||
    value === false
  )
    return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
