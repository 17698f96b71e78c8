import { PageHead } from '../../parts/page-head.js';
import { SMALLEST_FILE } from './smallest-file.js';

export function NoSlos() {
  return (
    <>
      <PageHead title="No SLOs are loaded" />
      <p>
        Put a file like this into the folder that <code>specs:</code> names in firebreak.yaml (or{' '}
        <code>--specs</code>). It is read as soon as it is saved.
      </p>
      <pre tabIndex={0}>{SMALLEST_FILE}</pre>
      <p>
        <code>firebreak validate</code> checks it, <code>firebreak explain</code> says what it means.
      </p>
    </>
  );
}
