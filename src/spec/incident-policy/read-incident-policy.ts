import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../core/incident/policy.js';
import { SEVERITIES, type IncidentSeverity } from '../../core/incident/severities.js';
import { checkSchema } from '../check-schema.js';
import { otherKind } from '../file-kinds.js';
import { Findings } from '../firebreak/findings.js';
import type { Problem, SpecFile } from '../problem.js';
import { readDocuments } from '../source-document.js';
import { checkNames, type KnownNames } from './check-names.js';
import { checkOrder } from './check-order.js';
import { compileSeverity, readDurationOrNone } from './compile-severity.js';
import type { IncidentPolicyFile } from './schema.js';
import { soundPart } from './sound-part.js';
import { validateIncidentPolicy } from './validate-incident-policy.js';

/** An incident policy, and what is wrong with its file. `policy` is undefined when anything is: half a policy is nobody's. */
export interface ReadIncidentPolicy {
  readonly policy: IncidentPolicy | undefined;
  readonly problems: readonly Problem[];
}

/** Reads an incident policy. Whatever it does not say is as it is by default. */
export function readIncidentPolicy(file: SpecFile, known: KnownNames): ReadIncidentPolicy {
  const { documents, problems } = readDocuments(file);
  if (problems.length > 0) return { policy: undefined, problems };
  const [document, second] = documents;
  if (!document) return { policy: DEFAULT_INCIDENT_POLICY, problems: [] };
  if (second) {
    const problem = second.locate({
      code: 'two-policies',
      path: [],
      message: 'a second document: there is one incident policy',
      mend: 'make them one, without ---',
    });
    return { policy: undefined, problems: [problem] };
  }
  const other = otherKind(document.value, 'policy', 'no incident policy');
  if (other) return { policy: undefined, problems: [document.locate(other)] };
  const broken = checkSchema(validateIncidentPolicy, document.value);
  const findings = new Findings([], [...broken]);
  // Only what the schema has passed is read as what the schema says it is; what else is wrong is told beside what it has not.
  const part =
    broken.length === 0
      ? document.value
      : soundPart(
          document.value,
          broken.map(({ path }) => path),
        );
  const readable = broken.length === 0 || checkSchema(validateIncidentPolicy, part).length === 0;
  const policy = readable ? compile(part as IncidentPolicyFile, known, findings) : undefined;
  const found = findings.list.map((finding) => document.locate(finding));
  return { policy: findings.hasErrors ? undefined : policy, problems: found.sort(byPlace) };
}

function compile(file: IncidentPolicyFile, known: KnownNames, findings: Findings): IncidentPolicy {
  const policy: IncidentPolicy = {
    severities: severitiesOf(file, findings),
    impactGrowth: file.impact_growth ?? DEFAULT_INCIDENT_POLICY.impactGrowth,
    attachRelatedWithin: readDurationOrNone(
      file.attach_related_within,
      ['attach_related_within'],
      DEFAULT_INCIDENT_POLICY.attachRelatedWithin,
      findings,
    ),
    audiences: file.audiences ?? {},
    templates: file.templates ?? {},
  };
  checkNames(file, known, findings);
  if (!findings.hasErrors) checkOrder(file, policy, findings);
  return policy;
}

function severitiesOf(file: IncidentPolicyFile, findings: Findings): IncidentPolicy['severities'] {
  const of = (severity: IncidentSeverity) =>
    compileSeverity(
      file.severities?.[severity] ?? {},
      DEFAULT_INCIDENT_POLICY.severities[severity],
      findings.under('severities', severity),
    );
  const [sev1, sev2, sev3, sev4] = SEVERITIES;
  return { sev1: of(sev1), sev2: of(sev2), sev3: of(sev3), sev4: of(sev4) };
}

function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}
