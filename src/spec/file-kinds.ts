import type { Finding } from './source-document.js';

/** The files that Firebreak reads, each by sections that only they have. */
const KINDS = {
  slo: {
    what: 'an SLO file',
    sections: ['service', 'slis', 'slos', 'apiVersion', 'maintenance', 'corrections'],
    mend: 'check it with `firebreak lint`',
  },
  onCall: {
    what: 'an on-call file',
    sections: ['people', 'schedules', 'teams', 'escalations', 'vendors', 'overrides', 'leaves'],
    mend: 'check it with `firebreak oncall lint`',
  },
  config: {
    what: 'the configuration of a daemon',
    sections: ['specs', 'prometheus', 'receivers', 'routes', 'on_call', 'incident_policy', 'http'],
    mend: 'check it with `firebreak validate --config`',
  },
  policy: {
    what: 'an incident policy',
    sections: ['severities', 'audiences', 'templates', 'impact_growth', 'attach_related_within'],
    mend: 'name it as incident_policy in firebreak.yaml, and check both with `firebreak validate --config firebreak.yaml`',
  },
} as const;

type FileKind = keyof typeof KINDS;

/**
 * What is said of a file of ours that is of another kind than it is read as: nothing of it is read, and its fields are no mistakes.
 * @param no what it is not: `holds no SLO`
 */
export function otherKind(value: unknown, readAs: FileKind, no: string): Finding | undefined {
  if (typeof value !== 'object' || value === null || sectionOf(value, readAs) !== undefined) return undefined;
  for (const kind of Object.keys(KINDS) as FileKind[]) {
    const section = sectionOf(value, kind);
    if (section === undefined) continue;
    const { what, mend } = KINDS[kind];
    return {
      code: 'another-kind',
      path: [section],
      atKey: true,
      message: `this is ${what}, and ${no}`,
      mend,
    };
  }
  return undefined;
}

function sectionOf(value: object, kind: FileKind): string | undefined {
  return KINDS[kind].sections.find((section) => section in value);
}
