import { parse, stringify } from 'yaml';
import { asObject } from './read-json.js';
import { startVendorServer, type VendorAnswer, type VendorServer } from './vendor-server.js';

type Group = Record<string, unknown>;

export interface Ruler extends VendorServer {
  /** By tenant and namespace: `team/firebreak`; groups as they were stored. */
  readonly namespaces: ReadonlyMap<string, Map<string, Group>>;
  /** Stores a group as somebody else would. */
  seed(tenant: string, namespace: string, group: Group): void;
}

const GROUP_FIELDS = new Set(['name', 'interval', 'rules', 'limit', 'query_offset', 'source_tenants']);
const RULE_FIELDS = new Set([
  ...['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'],
]);
/** `-ruler.max-rules-per-rule-group`, the default. */
const MOST_RULES = 20;

/**
 * The rules API of Mimir, multi-tenant, with its default limits: https://grafana.com/docs/mimir/latest/references/http-api/#ruler
 * @param path where it lies: Mimir's, or Cortex' `/api/v1/rules`
 */
export async function startRuler(path = '/prometheus/config/v1/rules'): Promise<Ruler> {
  const namespaces = new Map<string, Map<string, Group>>();
  const groupsOf = (tenant: string, namespace: string) => {
    const key = `${tenant}/${namespace}`;
    const groups = namespaces.get(key) ?? new Map<string, Group>();
    namespaces.set(key, groups);
    return groups;
  };
  const server = await startVendorServer((request) => {
    const tenant = request.headers['x-scope-orgid'];
    if (typeof tenant !== 'string') return plain(401, 'no org id');
    if (!request.path.startsWith(`${path}/`)) return plain(404, '404 page not found');
    const [namespace, name] = request.path
      .slice(path.length + 1)
      .split('/')
      .map(decodeURIComponent);
    if (!namespace) return plain(400, 'a namespace must be provided in the request');
    const groups = groupsOf(tenant, namespace);
    switch (request.method) {
      case 'GET':
        return groups.size === 0 ? plain(404, 'no rule groups found') : list(namespace, groups);
      case 'POST':
        return store(request.body, groups);
      case 'DELETE':
        return groups.delete(name ?? '') ? accepted() : plain(404, 'group does not exist');
      default:
        return plain(405, '');
    }
  });
  return {
    ...server,
    namespaces,
    seed: (tenant, namespace, group) => void groupsOf(tenant, namespace).set(String(group.name), group),
  };
}

function store(body: string, groups: Map<string, Group>): VendorAnswer {
  const group = asObject(parse(body));
  if (!group) return plain(400, 'unable to decoded rule group');
  const fault = groupFault(group);
  if (fault !== undefined) return plain(400, fault);
  groups.set(String(group.name), group);
  return accepted();
}

function groupFault(group: Group): string | undefined {
  if (typeof group.name !== 'string' || group.name === '') return 'rule group name must not be empty';
  const unknown = Object.keys(group).find((field) => !GROUP_FIELDS.has(field));
  if (unknown !== undefined) return `field ${unknown} not found in type rulefmt.RuleGroup`;
  const rules = Array.isArray(group.rules) ? group.rules.map(asObject) : [];
  if (rules.length === 0) return `rule group '${group.name}' has no rules`;
  if (rules.length > MOST_RULES)
    return `per-user rules per rule group limit (limit: ${MOST_RULES} actual: ${rules.length}) exceeded`;
  return rules.map((rule) => ruleFault(rule ?? {})).find((fault) => fault !== undefined);
}

function ruleFault(rule: Group): string | undefined {
  const unknown = Object.keys(rule).find((field) => !RULE_FIELDS.has(field));
  if (unknown !== undefined) return `field ${unknown} not found in type rulefmt.Rule`;
  if ((rule.record === undefined) === (rule.alert === undefined))
    return 'only one of record and alert must be set';
  if (typeof rule.expr !== 'string' || rule.expr === '') return 'field expr must be set in rule';
  return undefined;
}

/** As Mimir writes it: its own order of fields, its own spelling of durations, what is empty now and then. */
function list(namespace: string, groups: ReadonlyMap<string, Group>): VendorAnswer {
  const written = [...groups.values()].map(({ rules, interval, ...group }) => ({
    ...group,
    interval: typeof interval === 'string' ? interval.replace(/^60s$/, '1m') : interval,
    rules: (rules as Group[]).map(({ expr, ...rule }) => ({
      ...rule,
      expr,
      ...(rule.alert === undefined ? {} : { for: rule.for ?? '0s' }),
    })),
    source_tenants: [],
  }));
  return { status: 200, body: stringify({ [namespace]: written }), contentType: 'application/yaml' };
}

function accepted(): VendorAnswer {
  return { status: 202, body: JSON.stringify({ status: 'success', data: null, errorType: '', error: '' }) };
}

function plain(status: number, body: string): VendorAnswer {
  return { status, body, contentType: 'text/plain' };
}
