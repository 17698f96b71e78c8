import { type Found, foundAt } from '../dialect.js';
import type { Findings } from '../firebreak/findings.js';
import type { Path, SourceDocument } from '../source-document.js';
import { compileSlo, type Service } from './compile-slo.js';
import { type Fields, isMap, wrongPlaces } from './documents.js';
import { FILE_FIELDS, type FieldNames, isFormerResource, RESOURCE_FIELDS } from './field-names.js';
import { refusePlugins, refuseSliPlugin } from './plugins.js';
import { resourceWords } from './resource-words.js';
import type { SloSpec } from './schema.js';
import { textsOf } from './texts.js';
import type { Windows } from './windows.js';

/** A file of sloth's own, or its twin as a Kubernetes resource, whose fields stand under `spec`. */
export interface ServiceDocument {
  readonly form: 'file' | 'resource';
  readonly value: Fields;
  readonly document: SourceDocument;
  readonly findings: Findings;
}

/** The sound SLOs of a document. What is wrong with one leaves the others standing; what is wrong with the whole leaves none. */
export function readService(
  { form, value, document, findings }: ServiceDocument,
  windows: Windows | undefined,
): Found[] {
  const above = form === 'file' ? [] : ['spec'];
  const spec = form === 'file' ? value : value['spec'];
  const isFormer = form === 'resource' && isFormerResource(spec);
  const fields = form === 'file' || isFormer ? FILE_FIELDS : RESOURCE_FIELDS;
  const wrong = wrongPlaces(isFormer ? 'former resource' : form, value, findings);
  if (!isMap(spec) || !Array.isArray(spec['slos'])) return [];
  const at = findings.under(...above);
  const isPlain = refusePlugins(spec[fields.sloPlugins], at, fields.sloPlugins);
  const service: Service = {
    service: String(spec['service']),
    labels: textsOf(isMap(spec['labels']) ? spec['labels'] : {}),
    annotations: form === 'file' ? {} : resourceWords(value),
    fields,
  };
  // Those that the schema has passed are what it says they are.
  const broken = new Set(wrong.map((path) => brokenSlo(path, above)));
  const slos: readonly SloSpec[] = spec['slos'];
  const found = slos.flatMap((each, index) => {
    if (broken.has(index)) {
      namePlugins(each, fields, at.under('slos', index));
      return [];
    }
    const slo = compileSlo(each, service, windows, at.under('slos', index));
    return slo ? [foundAt(slo, document, [...above, 'slos', index])] : [];
  });
  return isPlain && !broken.has(undefined) ? found : [];
}

/** Of an SLO that is no SLO by its schema, plugins are named all the same: no other mend makes sense of it. */
function namePlugins(slo: unknown, fields: FieldNames, at: Findings): void {
  if (!isMap(slo)) return;
  const { sli, plugins } = slo;
  refusePlugins(plugins, at, 'plugins');
  const plugin = isMap(sli) ? sli['plugin'] : undefined;
  if (isMap(plugin) && typeof plugin['id'] === 'string') {
    refuseSliPlugin(plugin['id'], fields, at.under('sli'));
  }
}

/** Which SLO a wrong place belongs to; undefined when it is the document's own. */
function brokenSlo(path: Path, above: Path): string | number | undefined {
  return path[above.length] === 'slos' ? path[above.length + 1] : undefined;
}
