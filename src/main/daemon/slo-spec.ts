import { eventsText } from '../../promql/events-text.js';
import { paceWindow } from '../../core/burn-rate/slo-windows.js';
import type { EventCount } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import { formatDuration } from '../../core/time/duration.js';
import type { EventQueryView, SloSpecView } from '../../engine/read-models.js';
import { generateRules } from '../../rules/generate-rules.js';
import { isRecordable } from '../../rules/slices.js';
import type { SloField } from '../../spec/fields/field.js';
import { placeFields } from '../../spec/fields/place-fields.js';
import type { SpecFile } from '../../spec/problem.js';
import type { LinkSettings } from '../config/links.js';
import { exploreUrl, graphUrl } from './query-links.js';

const FIELDS = ['slo', 'target', 'window', 'bad', 'total', 'alerts', 'owner', 'runbook'] as const;

/**
 * An SLO as its file says it, with the queries of its events and its rules.
 * @param files as they were read when it was loaded
 * @param links where Prometheus and Grafana are for people
 */
export function sloSpec(slo: Slo, files: readonly SpecFile[], links: LinkSettings): SloSpecView {
  const { sli, source } = slo;
  const counted = sli.recordedFrom ?? sli;
  const written = { ...slo, sli: counted };
  const file = files.find(({ path }) => path === source.file);
  const window = formatDuration(paceWindow(slo));
  const queries = slo.composite
    ? []
    : [query('bad', counted.bad, window, links), query('total', counted.total, window, links)];
  return {
    ...source,
    ...(file ? documentAt(file, source.line) : { text: undefined, firstLine: source.line }),
    fields: file ? fieldsOf(slo, file) : [],
    queries,
    rules: isRecordable(written) ? generateRules([written], { format: 'prometheus' })[0]?.text : undefined,
  };
}

function query(
  of: EventQueryView['of'],
  count: EventCount,
  window: string,
  links: LinkSettings,
): EventQueryView {
  const text = eventsText(count, window);
  const isQuery = count.every(
    ({ selector: { meaning, native, expression } }) =>
      !native && (!meaning || (meaning.kind === 'sample' && !expression)),
  );
  return {
    of,
    text,
    prometheusUrl: isQuery ? graphUrl(links.prometheus, text) : undefined,
    grafanaUrl: isQuery && links.grafana ? exploreUrl(links.grafana, text) : undefined,
  };
}

/** The document of a file in which a line stands. */
function documentAt({ text }: SpecFile, line: number): Pick<SloSpecView, 'text' | 'firstLine'> {
  const lines = text.split(/\r?\n/);
  const isMark = (each: string) => /^---(\s|$)/.test(each);
  const before = lines.slice(0, line).findLastIndex(isMark);
  const after = lines.findIndex((each, index) => index >= line && isMark(each));
  const document = lines.slice(before + 1, after === -1 ? lines.length : after);
  return { text: document.join('\n').trimEnd(), firstLine: before + 2 };
}

function fieldsOf(slo: Slo, file: SpecFile): SloSpecView['fields'] {
  const place = placeFields([file]);
  const nothing = { code: '', message: '', mend: '' };
  return FIELDS.map((field: SloField & string) => {
    const { line, column } = place(slo, field, nothing);
    return { field, line, column };
  });
}
