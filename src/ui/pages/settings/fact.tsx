import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../parts/badge.js';
import css from './settings.module.css';

interface Props {
  readonly name: string;
  readonly tone: Tone;
  readonly word: string;
  readonly children?: ReactNode;
}

/** One thing that the daemon stands on: a word for how it is, and what is known of it. */
export function Fact({ name, tone, word, children }: Props) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Badge tone={tone}>{word}</Badge> <span className={css['soft']}>{children}</span>
      </dd>
    </div>
  );
}
