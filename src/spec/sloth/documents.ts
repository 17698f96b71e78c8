import { checkSchema } from '../check-schema.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path } from '../source-document.js';
import { validateSloth } from './validate-sloth.js';

const API_VERSION = 'sloth.slok.dev/v1';
const FILE_VERSION = 'prometheus/v1';

/** What a document is, by its name in the schema. */
const KINDS = {
  PrometheusServiceLevel: 'resource',
  ManagedPrometheusServiceLevel: 'resource',
  AlertWindows: 'windows',
} as const;
export type Form = 'file' | (typeof KINDS)[keyof typeof KINDS];
/** What a document is held against: resources of the first releases spell their fields as files do. */
export type Schema = Form | 'former resource';

export type Fields = Readonly<Record<string, unknown>>;

/** True for documents of sloth, in whatever version. */
export function isSloth(value: unknown): boolean {
  if (!isMap(value)) return false;
  const { version, apiVersion } = value;
  return (
    (typeof version === 'string' && /^(prometheus|alertWindows)\//.test(version)) ||
    (typeof apiVersion === 'string' && apiVersion.startsWith('sloth.slok.dev/'))
  );
}

/** What a document is; undefined with the reason in `at`. */
export function formOf({ version, apiVersion, kind }: Fields, at: Findings): Form | undefined {
  if (apiVersion === undefined) {
    if (version === FILE_VERSION) return 'file';
    return at.error(
      'sloth-version',
      ['version'],
      `${JSON.stringify(version)} is no version of sloth's files that can be read`,
      String(version).startsWith('alertWindows/')
        ? `write apiVersion: ${API_VERSION}, kind: AlertWindows, and the windows under spec`
        : `write version: ${FILE_VERSION}`,
    );
  }
  if (apiVersion !== API_VERSION) {
    return at.error(
      'sloth-version',
      ['apiVersion'],
      `${JSON.stringify(apiVersion)} is no version of sloth's resources that can be read`,
      `write apiVersion: ${API_VERSION}`,
    );
  }
  const known = Object.entries(KINDS).find(([each]) => each === kind);
  if (known) return known[1];
  return at.error(
    'sloth-kind',
    ['kind'],
    `${API_VERSION} knows no kind ${JSON.stringify(kind)}`,
    suggestion(String(kind), Object.keys(KINDS)),
  );
}

/** Where the schema finds a document wrong; what it is goes to `at`. */
export function wrongPlaces(schema: Schema, value: unknown, at: Findings): Path[] {
  return checkSchema(validateSloth, { [schema]: value }).map((finding) => {
    // The schema's findings are about `{schema: document}`.
    const path = finding.path.slice(1);
    at.add({ ...finding, path });
    return path;
  });
}

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
