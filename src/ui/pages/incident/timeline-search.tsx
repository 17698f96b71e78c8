import { useState } from 'react';

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Keeps what is typed by itself: the address follows a moment later, and must take no letter back. */
export function TimelineSearch({ text, onChange }: Props) {
  const [typed, setTyped] = useState(text);
  return (
    <input
      id="timeline-search"
      type="search"
      aria-label="Search the timeline"
      placeholder="Search  ( / )"
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(target.value);
      }}
    />
  );
}
