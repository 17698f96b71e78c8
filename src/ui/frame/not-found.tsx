import { Link } from 'react-router';
import { Empty } from '../parts/notice.js';
import { useTitle } from '../browser/title.js';

export function NotFound() {
  useTitle('No such page');
  return (
    <Empty title="There is no such page">
      <p>
        The address may be mistyped, or what it showed is gone. <Link to="/">All SLOs</Link>
      </p>
    </Empty>
  );
}
