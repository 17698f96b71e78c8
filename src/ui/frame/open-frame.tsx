import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Waiting } from '../parts/notice.js';
import css from './open-frame.module.css';

/** What stands around pages for everybody: nothing of the daemon. */
export function OpenFrame() {
  return (
    <main className={css['main']}>
      <Suspense fallback={<Waiting what="the page" />}>
        <Outlet />
      </Suspense>
    </main>
  );
}
