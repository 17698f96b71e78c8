import type { OverrideOfFiles } from '../../../http/answers.js';
import css from './oncall.module.css';

/** A line of a file, to be found and edited. */
export function Place({ file, line }: NonNullable<OverrideOfFiles['place']>) {
  return (
    <>
      {' '}
      <code className={css['place']}>
        {file}:{line}
      </code>
    </>
  );
}
