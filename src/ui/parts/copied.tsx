import { type ReactNode, useState } from 'react';
import { copyText } from '../browser/copy.js';
import { Button } from './button.js';
import css from './copied.module.css';

/** A text to take along, with a button that copies it and says whether it did; where browsers refuse, how to do it by hand. */
export function Copied({
  text,
  label,
  children,
}: {
  readonly text: string;
  readonly label: string;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}) {
  const [said, setSaid] = useState<{ readonly of: string; readonly isCopied: boolean }>();
  const copy = async () => setSaid({ of: text, isCopied: await copyText(text) });
  // What was said holds for what was copied.
  const known = said?.of === text ? said : undefined;
  return (
    <>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <div className={css['row']}>
        <Button onClick={() => void copy()}>Copy</Button>
        {children}
        <span role="status">
          {known &&
            (known.isCopied
              ? 'Copied.'
              : 'The browser does not let pages copy here: select it and press Ctrl C.')}
        </span>
      </div>
    </>
  );
}
