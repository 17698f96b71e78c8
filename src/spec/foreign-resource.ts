import { nearest } from '../core/nearest.js';
import type { Finding } from './source-document.js';

const GROUPS = ['openslo', 'openslo.com', 'sloth.slok.dev', 'pyrra.dev'];
/** Kinds that only tools for SLOs have. */
const SLO_KINDS = ['SLO', 'ServiceLevelObjective', 'PrometheusServiceLevel', 'ManagedPrometheusServiceLevel'];
/** A document of our own says so, whatever else stands in it. */
const OWN_FIELDS = ['service', 'slis', 'slos'];

/** Files of ours that hold no SLOs, by sections that only they have, and what reads them. */
const OTHER_FILES = [
  {
    what: 'an on-call file',
    sections: ['people', 'schedules', 'teams', 'escalations', 'vendors'],
    mend: 'check it with `firebreak oncall lint`',
  },
  {
    what: 'the configuration of a daemon',
    sections: ['specs', 'prometheus', 'receivers', 'routes', 'on_call', 'incident_policy', 'http'],
    mend: 'check it with `firebreak validate --config`',
  },
];

/** What is said of a file of ours that is of another kind: nothing of it is read, and its fields are no mistakes. */
export function otherFile(value: unknown): Finding | undefined {
  if (typeof value !== 'object' || value === null || 'apiVersion' in value) return undefined;
  if (OWN_FIELDS.some((field) => field in value)) return undefined;
  for (const { what, sections, mend } of OTHER_FILES) {
    const section = sections.find((each) => each in value);
    if (section !== undefined)
      return {
        code: 'another-kind',
        path: [section],
        atKey: true,
        message: `this is ${what}, and holds no SLO`,
        mend,
      };
  }
  return undefined;
}

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
