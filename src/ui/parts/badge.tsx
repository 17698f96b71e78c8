import type { ReactNode } from 'react';
import css from './badge.module.css';

export type Tone = 'page' | 'ticket' | 'unknown' | 'ok' | 'plain';

/** A word with a colour and a shape, so that the colour never speaks alone. */
export function Badge({
  tone,
  children,
  title,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span className={`${css['badge'] ?? ''} ${css[tone] ?? ''}`} title={title}>
      <Mark tone={tone} />
      {children}
    </span>
  );
}

/** Each tone has a shape of its own: triangle, diamond, ring, dot. */
function Mark({ tone }: { readonly tone: Tone }) {
  if (tone === 'plain') return null;
  return (
    <svg className={css['mark']} viewBox="0 0 10 10" aria-hidden="true">
      {tone === 'page' && <path d="M5 0.6 9.8 9.4H0.2Z" fill="currentColor" />}
      {tone === 'ticket' && <path d="M5 0.4 9.6 5 5 9.6 0.4 5Z" fill="currentColor" />}
      {tone === 'unknown' && (
        <circle
          cx="5"
          cy="5"
          r="3.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray="2.4 1.6"
        />
      )}
      {tone === 'ok' && <circle cx="5" cy="5" r="4" fill="currentColor" />}
    </svg>
  );
}
