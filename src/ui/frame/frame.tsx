import { Suspense } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useLive } from '../api/live.js';
import { useSession } from '../api/session.js';
import { useKeptFocus } from '../browser/kept-focus.js';
import { Waiting } from '../parts/notice.js';
import { ClockHere, Time } from '../parts/time.js';
import css from './frame.module.css';
import { Login } from './login.js';
import { PageOrWhy } from './page-or-why.js';
import { ThemeSwitch } from './theme-switch.js';
import { Troubles } from './troubles.js';

const PAGES = [
  ['/', 'SLOs'],
  ['/incidents', 'Incidents'],
  ['/oncall', 'On call'],
  ['/gates', 'Gates'],
  ['/deliveries', 'Deliveries'],
  ['/settings', 'Settings'],
] as const;

/** What stands around every page: the way to the others, whether what is shown is live, who looks, and what is wrong with the daemon. */
export function Frame() {
  const session = useSession();
  const { pathname } = useLocation();
  useKeptFocus();
  return (
    <div className={css['frame']}>
      <a className={css['skip']} href="#main">
        Skip to the content
      </a>
      <header className={css['rail']}>
        <Link className={css['name']} to="/">
          <Logo /> Firebreak
        </Link>
        <ClockHere />
        <nav aria-label="Pages">
          <ul className={css['links']}>
            {PAGES.map(([to, word]) => (
              <li key={to}>
                <NavLink to={to} end={to === '/'}>
                  {word}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={css['foot']}>
          <Live />
          <Login session={session.data} />
          <ThemeSwitch />
          {session.data && <span className={css['version']}>Firebreak {session.data.version}</span>}
        </div>
      </header>
      <main id="main" className={css['main']} tabIndex={-1}>
        <Troubles />
        <PageOrWhy path={pathname}>
          <Suspense fallback={<Waiting what="the page" />}>
            <Outlet />
          </Suspense>
        </PageOrWhy>
      </main>
    </div>
  );
}

function Live() {
  const staleSince = useLive();
  return (
    <span
      className={`${css['live'] ?? ''} ${staleSince === undefined ? '' : (css['stale'] ?? '')}`}
      role="status"
    >
      <span className={css['dot']} aria-hidden="true" />
      {staleSince === undefined ? (
        'live'
      ) : (
        <span>
          stale since <Time at={staleSince} />
        </span>
      )}
    </span>
  );
}

function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#9a3412" />
      <path d="M7 24h4V8H7zm7 0h4v-9h-4zm7 0h4v-4h-4z" fill="#fff" />
    </svg>
  );
}
