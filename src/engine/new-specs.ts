import type { AuditEntry } from '../core/access/audit-entry.js';
import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Slo } from '../core/slo/slo.js';
import type { SloTemplate } from '../core/slo/slo-template.js';
import type { EngineConfig } from './engine-config.js';

/** The set of SLOs and settings that is to hold from now on. */
export interface NewSpecs {
  readonly slos: readonly Slo[];
  /** Those that the files declare. */
  readonly exclusions: readonly Exclusion[];
  readonly templates: readonly SloTemplate[];
  readonly config: EngineConfig;
  /** False when some file is broken: then an SLO that is missing may be in it, and its alerts are kept. */
  readonly complete: boolean;
  /** Who asked for it; nobody at a start. */
  readonly audit?: readonly AuditEntry[];
}

/** The ids of all SLOs and templates that files hold. */
export function idsOf({ slos, templates }: Pick<NewSpecs, 'slos' | 'templates'>): string[] {
  return [...slos.map(({ id }) => id), ...templates.map(({ slo }) => slo.id)];
}
