import { useSyncExternalStore } from 'react';

function follow(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme that is shown now, for what is drawn and not styled. */
export function useThemeName(): string {
  return useSyncExternalStore(follow, () => document.documentElement.dataset['theme'] ?? 'light');
}
