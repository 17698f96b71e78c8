import { useState } from 'react';
import { applyTheme, storedTheme, THEMES } from '../browser/theme.js';

export function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  return (
    <select
      aria-label="Theme"
      value={theme}
      onChange={({ target }) => {
        const next = THEMES.find((each) => each === target.value) ?? 'system';
        applyTheme(next);
        setTheme(next);
      }}
    >
      <option value="system">theme: system</option>
      <option value="light">theme: light</option>
      <option value="dark">theme: dark</option>
    </select>
  );
}
