import { stringify } from 'yaml';

/** Items of maintenance as a document for the SLO files. */
export function maintenanceText(items: readonly object[]): string {
  return stringify({ maintenance: items }, { lineWidth: 0 });
}
