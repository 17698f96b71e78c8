import { Link } from 'react-router';
import { PageHead } from '../parts/page-head.js';

export function NotFound() {
  return (
    <>
      <PageHead title="There is no such page" />
      <p>
        The address may be mistyped, or what it showed is gone. <Link to="/">All SLOs</Link>
      </p>
    </>
  );
}
