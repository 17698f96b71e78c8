/** Where Prometheus draws an expression; its old and its new pages understand it. */
export function graphUrl(prometheus: string, expression: string): string {
  const asked = new URLSearchParams({ 'g0.expr': expression, 'g0.tab': '0', 'g0.range_input': '6h' });
  return `${withoutSlash(prometheus)}/graph?${asked.toString()}`;
}

/** Where Grafana explores it. */
export function exploreUrl(
  { url, datasource }: { readonly url: string; readonly datasource: string },
  expression: string,
): string {
  const pane = {
    datasource,
    queries: [{ refId: 'A', expr: expression, datasource: { type: 'prometheus', uid: datasource } }],
    range: { from: 'now-6h', to: 'now' },
  };
  const asked = new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ a: pane }), orgId: '1' });
  return `${withoutSlash(url)}/explore?${asked.toString()}`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
