import { UNSTATED_POLICY } from '../../core/slo/budget-policy.js';
import type { Sli } from '../../core/slo/sli.js';
import type { Grouping } from '../../core/slo/slo-template.js';
import { checkSchema } from '../check-schema.js';
import { suggestion } from '../closest.js';
import type { Finding, Path } from '../source-document.js';
import type { NamedReference } from './compile-composite.js';
import { compileGrouping } from './compile-grouping.js';
import { compilePolicy } from './compile-policy.js';
import { compileSli } from './compile-sli.js';
import { compileSlo, type PlacelessSlo } from './compile-slo.js';
import { Findings } from './findings.js';
import type { SloFile, SloSpec } from './schema.js';
import { validateSloFile } from './validate-slo-file.js';

/** What a document holds: its sound SLOs and templates, each with its index under `slos`, and everything that is wrong. */
export interface ReadDocument {
  readonly slos: readonly CompiledSlo[];
  readonly findings: readonly Finding[];
}

interface CompiledSlo {
  readonly index: number;
  readonly slo: PlacelessSlo;
  readonly grouping: Grouping | undefined;
  /** The parts of a composite. */
  readonly references?: readonly NamedReference[] | undefined;
}

/**
 * Reads one document. What is wrong with one SLO or one indicator leaves the others standing; what is wrong with the document as a
 * whole, or with its policy, leaves none, and everything below is checked all the same.
 */
export function readFirebreakDocument(value: unknown): ReadDocument {
  const schemaFindings = checkSchema(validateSloFile, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { slos: [], findings: schemaFindings };
  }
  const broken = new BrokenParts(schemaFindings);
  // Only parts that the schema has passed are read as what the schema says they are.
  const file = value as Partial<SloFile>;
  const findings = new Findings([], [...schemaFindings]);
  const policy = broken.has('error_budget_policy')
    ? undefined
    : compilePolicy(file.error_budget_policy, findings.under('error_budget_policy'));
  if (!broken.has('depends_on')) checkDependencies(file, findings);
  const slis = broken.has('slis') ? undefined : readSlis(file.slis ?? {}, broken, findings);
  const slos = broken.has('slos') || !Array.isArray(file.slos) ? [] : file.slos;
  const used = new Set<string>();
  const read = slos.flatMap((spec, index) => {
    if (broken.has('slos', index)) return [];
    const at = findings.under('slos', index);
    if (spec.sli !== undefined) used.add(spec.sli);
    const sli = spec.composite ? PLACEHOLDER : findSli(spec, slis, at);
    const compiled = compileSlo(
      spec,
      { ...file, service: String(file.service) },
      sli ?? PLACEHOLDER,
      policy ?? UNSTATED_POLICY,
      at,
    );
    if (!compiled || !sli) return [];
    const grouping = spec.group_by && compileGrouping(spec.group_by, compiled.slo, at.under('group_by'));
    return spec.group_by && !grouping ? [] : [{ index, ...compiled, grouping }];
  });
  if (!broken.anyUnder('slos')) warnOfUnused(slis, used, findings);
  const sound = policy !== undefined && !broken.document;
  return { slos: sound ? read : [], findings: findings.list };
}

/** The indicator of an SLO; undefined when there is none, or a broken one. */
function findSli(
  { sli }: SloSpec,
  slis: ReadonlyMap<string, Sli | undefined> | undefined,
  at: Findings,
): Sli | undefined {
  if (sli === undefined) {
    return at.error(
      'missing-field',
      [],
      'this SLO lacks "sli"',
      'add it: the name of an indicator under `slis` (or `composite`, an SLO made of others)',
    );
  }
  if (!slis || slis.has(sli)) return slis?.get(sli);
  const mend =
    slis.size === 0 ? 'add `slis` with an indicator of that name' : suggestion(sli, [...slis.keys()]);
  return at.error('unknown-sli', ['sli'], `there is no indicator "${sli}" under slis`, mend);
}

/** Stands in for an indicator that is broken, so that the rest of its SLO is checked too. */
const PLACEHOLDER: Sli = { name: '', bad: [], total: [], derivation: { kind: 'explicit', reason: '' } };

function checkDependencies({ service, depends_on = [] }: Partial<SloFile>, findings: Findings): void {
  const index = depends_on.findIndex((other) => other === service);
  if (index < 0) return;
  const mend = 'leave it out: alerts of one service belong together anyway';
  findings.error('depends-on-itself', ['depends_on', index], `${service} does not depend on itself`, mend);
}

/** Every indicator that the file names; undefined for those that are broken. */
function readSlis(
  specs: NonNullable<SloFile['slis']>,
  broken: BrokenParts,
  findings: Findings,
): Map<string, Sli | undefined> {
  return new Map(
    Object.entries(specs).map(([name, spec]) => [
      name,
      broken.has('slis', name) ? undefined : compileSli(name, spec, findings.under('slis', name)),
    ]),
  );
}

function warnOfUnused(
  slis: ReadonlyMap<string, unknown> | undefined,
  used: ReadonlySet<string>,
  findings: Findings,
): void {
  for (const name of slis?.keys() ?? []) {
    if (used.has(name)) continue;
    findings.warn(
      'unused-sli',
      ['slis', name],
      `no SLO uses the indicator "${name}"`,
      'add an SLO for it, or remove it',
    );
  }
}

/** Which parts of the document the schema refused. */
class BrokenParts {
  private readonly paths: readonly Path[];

  constructor(findings: readonly Finding[]) {
    this.paths = findings.map((finding) => finding.path);
  }

  /** Something outside single SLOs and single indicators is wrong. */
  get document(): boolean {
    return this.paths.some(([part, item]) => !((part === 'slos' || part === 'slis') && item !== undefined));
  }

  /** This very part is wrong, or something in it when it is an SLO, an indicator or the policy. */
  has(part: string, item?: string | number): boolean {
    return this.paths.some(
      (path) =>
        path[0] === part &&
        (item === undefined ? path.length === 1 || part === 'error_budget_policy' : path[1] === item),
    );
  }

  anyUnder(part: string): boolean {
    return this.paths.some((path) => path[0] === part);
  }
}
