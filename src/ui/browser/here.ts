/** Path and query of the page that is shown. */
export function here(): string {
  return location.pathname + location.search;
}
