/** Path and query of the page that is shown. */
export function here(): string {
  return location.pathname + location.search;
}

/** A path of this daemon as somebody else can open it. */
export function addressOf(path: string): string {
  return new URL(path, location.origin).href;
}

/** Loads the page anew, scripts too. */
export function loadAgain(): void {
  location.reload();
}
