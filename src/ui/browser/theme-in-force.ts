import { useSyncExternalStore } from 'react';

/** The theme that is in force, as it changes: what draws by itself draws anew then. */
export function useThemeInForce(): string {
  return useSyncExternalStore(
    (onChange) => {
      const observer = new MutationObserver(onChange);
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset['theme'] ?? '',
  );
}

/** A colour of the tokens as it is now: `--chart-1`. */
export function colourOf(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}
