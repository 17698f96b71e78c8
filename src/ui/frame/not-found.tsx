import { Link, useLocation } from 'react-router';
import { PageHead } from '../parts/page-head.js';
import { nearestPage } from './nearest-page.js';

export function NotFound() {
  const { pathname } = useLocation();
  const nearest = nearestPage(pathname);
  return (
    <>
      <PageHead title="There is no such page" />
      <p>
        Nothing is at <code>{pathname}</code>: the address may be mistyped, or of another version.
      </p>
      <p>
        {nearest !== undefined && (
          <>
            Did you mean <Link to={nearest}>{nearest}</Link>?{' '}
          </>
        )}
        There are <Link to="/">all SLOs</Link> and <Link to="/incidents">all incidents</Link>.
      </p>
    </>
  );
}
