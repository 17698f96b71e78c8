import type { ReactNode } from 'react';
import css from './page.module.css';

/** What may be wider than a phone, and then scrolls in a place of its own, by keyboard as well. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css['scroll']} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
