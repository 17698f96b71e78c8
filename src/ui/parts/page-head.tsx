import type { ReactNode } from 'react';
import { useTitle } from '../browser/title.js';
import css from './page.module.css';

/** The heading of a page, which the browser shows too, with what can be done beside it. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  useTitle(title);
  return (
    <div className={css['head']}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
