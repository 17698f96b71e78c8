const PREFIX = 'firebreak.';

/** What this browser keeps between visits; nothing secret, and nothing that cannot be lost. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it where the browser allows that. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that keeps nothing shows the pages all the same.
  }
}
