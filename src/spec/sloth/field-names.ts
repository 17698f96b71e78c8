/** The fields that sloth's own files and its Kubernetes resources write differently. */
export interface FieldNames {
  readonly errorQuery: string;
  readonly totalQuery: string;
  readonly errorRatioQuery: string;
  readonly pageAlert: string;
  readonly ticketAlert: string;
  readonly sloPlugins: string;
}

/** How a release of sloth spelt `error_ratio_query`, and read it. */
export const FORMER_RATIO_QUERY = 'errorRatioQuery';

/** `version: prometheus/v1` */
export const FILE_FIELDS: FieldNames = {
  errorQuery: 'error_query',
  totalQuery: 'total_query',
  errorRatioQuery: 'error_ratio_query',
  pageAlert: 'page_alert',
  ticketAlert: 'ticket_alert',
  sloPlugins: 'slo_plugins',
};

/** `apiVersion: sloth.slok.dev/v1` */
export const RESOURCE_FIELDS: FieldNames = {
  errorQuery: 'errorQuery',
  totalQuery: 'totalQuery',
  errorRatioQuery: 'errorRatioQuery',
  pageAlert: 'pageAlert',
  ticketAlert: 'ticketAlert',
  sloPlugins: 'sloPlugins',
};

/** True for the spec of a resource as the first releases of sloth had it, whose queries are spelt as in files. */
export function isFormerResource(spec: unknown): boolean {
  return listOf(valueAt(spec, 'slos')).some((slo) => {
    const sli = valueAt(slo, 'sli');
    const { errorQuery, totalQuery, errorRatioQuery } = FILE_FIELDS;
    const events = valueAt(sli, 'events');
    return [
      valueAt(events, errorQuery),
      valueAt(events, totalQuery),
      valueAt(valueAt(sli, 'raw'), errorRatioQuery),
    ].some((query) => query !== undefined);
  });
}

function valueAt(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
