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
