import { checkSchema } from '../check-schema.js';
import { suggestion } from '../closest.js';
import { Findings } from '../firebreak/findings.js';
import type { Finding, Path, SourceDocument } from '../source-document.js';
import type { Inline, MetadataSpec } from './schema-parts.js';
import { validateOpenSlo } from './validate-openslo.js';

const KINDS = [
  'Service',
  'DataSource',
  'SLI',
  'SLO',
  'AlertPolicy',
  'AlertCondition',
  'AlertNotificationTarget',
] as const;
export type Kind = (typeof KINDS)[number];

const VERSIONS = ['openslo/v1', 'openslo/v1alpha'];
const ALPHA_KINDS: readonly string[] = ['Service', 'SLO'];

/** One object, in a document of its own or in the place where it is needed. `Spec` is what the schema says of its kind. */
export interface OpenSloObject<Spec = unknown> {
  readonly kind: Kind;
  readonly alpha: boolean;
  readonly metadata: MetadataSpec;
  readonly spec: Spec;
  readonly document: SourceDocument;
  /** Where it stands in its document. */
  readonly path: Path;
  /** Takes what is wrong with it. */
  readonly at: Findings;
}

/** An object that cannot be used: who refers to it is told nothing more, and cannot be used either. */
export interface BrokenObject {
  readonly kind: Kind;
  /** Undefined where not even that can be read. */
  readonly name: string | undefined;
  readonly value: unknown;
  readonly at: Findings;
}

export interface ReadObjects {
  readonly objects: readonly OpenSloObject[];
  readonly broken: readonly BrokenObject[];
}

/** True for documents of OpenSLO, in whatever version: an object, or a list of them. */
export function isOpenSlo(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isOpenSlo);
  const version = isMap(value) ? value.apiVersion : undefined;
  return typeof version === 'string' && /^openslo(\.com)?\//.test(version);
}

/** The objects of a document that are what the schema says of their kind; what is wrong with the others goes to `findings`. */
export function readObjects(document: SourceDocument, findings: Findings): ReadObjects {
  const { value } = document;
  if (!Array.isArray(value)) return readObject(value, { document, path: [], findings });
  const items = value.map((item, index) => readObject(item, { document, path: [index], findings }));
  return {
    objects: items.flatMap(({ objects }) => objects),
    broken: items.flatMap(({ broken }) => broken),
  };
}

interface Place {
  readonly document: SourceDocument;
  readonly path: Path;
  readonly findings: Findings;
}

function readObject(value: unknown, { document, path, findings }: Place): ReadObjects {
  const at = findings.under(...path);
  const head = headOf(value, at);
  if (!head) return { objects: [], broken: [] };
  const { kind, alpha, schema } = head;
  const wrong = checkSchema(validateOpenSlo, { [schema]: value });
  for (const finding of wrong) at.add(withoutSchema(finding));
  const { metadata, spec } = value as Inline<unknown>;
  if (wrong.length > 0) {
    const name = isMap(metadata) ? metadata.name : undefined;
    return { objects: [], broken: [{ kind, name: typeof name === 'string' ? name : undefined, value, at }] };
  }
  return { objects: [{ kind, alpha, metadata, spec, document, path, at }], broken: [] };
}

/** The schema's findings are about `{kind: object}`; the document holds the object itself. */
function withoutSchema(finding: Finding): Finding {
  return { ...finding, path: finding.path.slice(1) };
}

interface Head {
  readonly kind: Kind;
  readonly alpha: boolean;
  /** Its name in the schema. */
  readonly schema: string;
}

function headOf(value: unknown, at: Findings): Head | undefined {
  if (!isMap(value)) {
    return at.error(
      'wrong-type',
      [],
      'an object of OpenSLO must be a map',
      'write apiVersion, kind, metadata, spec',
    );
  }
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || !VERSIONS.includes(apiVersion)) {
    return at.error(
      'openslo-version',
      ['apiVersion'],
      `${JSON.stringify(apiVersion)} is no version of OpenSLO that can be read`,
      `write apiVersion: openslo/v1 (${VERSIONS.join(' and ')} are read)`,
    );
  }
  const alpha = apiVersion !== 'openslo/v1';
  const known = alpha ? KINDS.filter((each) => ALPHA_KINDS.includes(each)) : KINDS;
  const found = known.find((each) => each === kind);
  if (found) return { kind: found, alpha, schema: alpha ? `v1alpha ${found}` : found };
  return at.error(
    'openslo-kind',
    ['kind'],
    `${apiVersion} knows no kind ${JSON.stringify(kind)}`,
    suggestion(String(kind), known),
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object written in place, as if it stood in a document of its own. */
export function inlineObject<Spec>(
  owner: OpenSloObject,
  kind: Kind,
  { metadata, spec }: Inline<Spec>,
  ...below: Path
): OpenSloObject<Spec> {
  return {
    kind,
    alpha: owner.alpha,
    metadata,
    spec,
    document: owner.document,
    path: [...owner.path, ...below],
    at: owner.at.under(...below),
  };
}
