import { keep, kept } from './storage.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const system = matchMedia('(prefers-color-scheme: dark)');

export function storedTheme(): Theme {
  const theme = kept('theme');
  return THEMES.find((each) => each === theme) ?? 'system';
}

/** Puts a theme into force and keeps it; `system` follows the system from then on. */
export function applyTheme(theme: Theme): void {
  keep('theme', theme);
  const dark = theme === 'dark' || (theme === 'system' && system.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

system.addEventListener('change', () => applyTheme(storedTheme()));
