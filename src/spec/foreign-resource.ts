import { nearest } from '../core/nearest.js';
import type { Finding } from './source-document.js';

const GROUPS = ['openslo', 'openslo.com', 'sloth.slok.dev', 'pyrra.dev'];
/** Kinds that only tools for SLOs have. */
const SLO_KINDS = ['SLO', 'ServiceLevelObjective', 'PrometheusServiceLevel', 'ManagedPrometheusServiceLevel'];
/** A document of our own says so, whatever else stands in it. */
const OWN_FIELDS = ['service', 'slis', 'slos'];

/**
 * What is said of a Kubernetes resource that is of no tool for SLOs: a note, as such lie beside SLOs in many folders; an error where it
 * looks like one of such a tool, or may hold some.
 */
export function foreignResource(value: unknown): Finding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind } = value as Readonly<Record<string, unknown>>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  if (OWN_FIELDS.some((field) => field in value)) return undefined;
  if (GROUPS.some((group) => apiVersion.startsWith(`${group}/`))) return undefined;
  const what = `${kind} of ${apiVersion}`;
  if (kind === 'List') {
    return {
      code: 'list-of-resources',
      path: ['kind'],
      message: `a ${what} holds resources of any kind, and its items are not read`,
      mend: 'write each item as a document of its own, with --- between them',
    };
  }
  const [near] = nearest(apiVersion.split('/')[0] ?? '', GROUPS, 1);
  if (near !== undefined || SLO_KINDS.includes(kind)) {
    return {
      code: 'unknown-api-version',
      path: ['apiVersion'],
      message: `${what} is of no tool whose SLOs are read`,
      mend:
        near === undefined
          ? 'write openslo/v1, sloth.slok.dev/v1 or pyrra.dev/v1alpha1'
          : `did you mean "${near}/…"?`,
    };
  }
  return {
    code: 'not-an-slo',
    severity: 'warning',
    path: ['apiVersion'],
    message: `this ${what} holds no SLO, and is not read`,
    mend: 'leave it, or keep it in another folder',
  };
}
