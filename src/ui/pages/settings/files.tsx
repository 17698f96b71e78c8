import { useState } from 'react';
import type { DaemonStatus } from '../../../http/answers.js';
import { reload } from '../../api/tokens.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { Time } from '../../parts/time.js';
import { reloadSaid } from './reload-said.js';
import css from './settings.module.css';

/** The files: when they were taken over, what is wrong with them and where, and the way to read them again. */
export function Files({ specs }: { readonly specs: DaemonStatus['specs'] }) {
  const [said, setSaid] = useState<string>();
  const readAgain = () => {
    setSaid('reading …');
    reload().then(
      () => setSaid('read, and in force'),
      (error: unknown) => setSaid(reloadSaid(error)),
    );
  };
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      <p className={css['row']}>
        <span>
          In force since <Time at={specs.loadedAt} whole />. They are read again when they change.
        </span>
        <Button onClick={readAgain}>Read them now</Button>
        <span role="status">{said}</span>
      </p>
      <div className={css['notices']}>
        {specs.lastReloadRefused !== null && (
          <Notice tone="bad">
            <p>
              <strong>The last change was refused</strong>, and what was loaded before holds.
            </p>
            <pre tabIndex={0} aria-label="What is wrong with the change">
              {specs.lastReloadRefused}
            </pre>
          </Notice>
        )}
        {specs.problems !== null && (
          <Notice tone="warn">
            <p>
              <strong>What is in force is not all sound.</strong> What is broken is left out; the rest is
              watched.
            </p>
            <pre tabIndex={0} aria-label="What is wrong with what is in force">
              {specs.problems}
            </pre>
          </Notice>
        )}
      </div>
      {specs.lastReloadRefused === null && specs.problems === null && <p>Nothing is wrong with them.</p>}
    </section>
  );
}
