/**
 * Reads what `npm audit --json` printed: `{ answered, found }`, the packages with a known vulnerability.
 * Only a whole report is an answer: silence is never taken for "nothing found".
 */
export function readAudit(output) {
  const { auditReportVersion, vulnerabilities } = parse(output) ?? {};
  if (auditReportVersion === undefined || typeof vulnerabilities !== 'object' || vulnerabilities === null) {
    return { answered: false, found: [] };
  }
  const found = Object.entries(vulnerabilities).map(([name, { severity }]) => `${name} (${severity})`);
  return { answered: true, found };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever npm said instead, it is no report.
    return undefined;
  }
}
