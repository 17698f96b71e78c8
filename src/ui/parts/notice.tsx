import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { AskError } from '../browser/ask.js';
import { useAfter } from '../browser/clock.js';
import { Button } from './button.js';
import css from './notice.module.css';

/** Something that people should know of what they see. `bad` is said at once to those who listen. */
export function Notice({ tone, children }: { readonly tone?: 'bad' | 'warn'; readonly children: ReactNode }) {
  return (
    <div
      className={`${css['notice'] ?? ''} ${tone ? (css[tone] ?? '') : ''}`}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      {children}
    </div>
  );
}

/** What failed, what to do about it, and the way to try again. */
export function Failure({
  what,
  error,
  again,
}: {
  readonly what: string;
  readonly error: Error;
  readonly again?: () => void;
}) {
  const status = error instanceof AskError ? error.status : undefined;
  return (
    <Notice tone="bad">
      <p>
        <strong>{what}.</strong> {error.message}
      </p>
      {status === 404 && (
        <p>
          The address may be mistyped, or what it names is gone. <Link to="/">All SLOs</Link>
        </p>
      )}
      {status === 401 && <p>Log in (at the top of the page) to see it.</p>}
      {again && status !== 404 && <Button onClick={again}>Try again</Button>}
    </Notice>
  );
}

/** Grey lines where content will be, shown only to those who wait for longer than a blink. */
export function Waiting({ lines = 6, what }: { readonly lines?: number; readonly what: string }) {
  const [late, setLate] = useState(false);
  useAfter(200, () => setLate(true), what);
  return (
    <div className={css['waiting']} aria-busy="true">
      <span className="visually-hidden" role="status">
        {late ? `Loading ${what} …` : ''}
      </span>
      {late && Array.from({ length: lines }, (_, line) => <div key={line} className={css['line']} />)}
    </div>
  );
}

/** Nothing is here yet: why, and what to do next. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css['empty']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
