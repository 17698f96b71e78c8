/** Text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function instantOrUnknown(at: number | undefined): string {
  return at === undefined ? 'unknown' : instant(at);
}

/** UTC, to the second. */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
