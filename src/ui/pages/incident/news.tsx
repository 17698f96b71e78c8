import { useState } from 'react';
import type { TimelineEntry } from '../../../http/answers.js';
import { newsOf } from './model/timeline.js';

interface Props {
  readonly timeline: readonly TimelineEntry[];
  readonly own: string | undefined;
}

/** Says what is new to those who listen, in one sentence however much it is, when they have finished what they are at. */
export function News({ timeline, own }: Props) {
  const last = timeline.at(-1)?.seq ?? 0;
  const [heard, setHeard] = useState(last);
  const [text, setText] = useState('');
  if (last !== heard) {
    setHeard(last);
    setText(newsOf(heard, timeline, own) ?? text);
  }
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
