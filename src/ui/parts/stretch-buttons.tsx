import { type Move, MOVES, moved, type Stretch } from '../words/stretch.js';
import { Button } from './button.js';
import css from './stretch-buttons.module.css';

interface Props {
  readonly shown: Stretch;
  readonly whole: Stretch;
  readonly onMove: (next: Stretch) => void;
}

const WORDS: Readonly<Record<Move, string>> = {
  earlier: '← Earlier',
  closer: 'Closer',
  wider: 'Wider',
  later: 'Later →',
};

/** What dragging over a chart does, for keys and fingers. One that would change nothing stays where it is, and says so. */
export function StretchButtons({ shown, whole, onMove }: Props) {
  return (
    <span className={css['moves']} role="group" aria-label="Another part of this time">
      {MOVES.map((move) => {
        const next = moved(shown, whole, move);
        return (
          <Button
            key={move}
            look="quiet"
            aria-disabled={next === undefined}
            onClick={() => next !== undefined && onMove(next)}
          >
            {WORDS[move]}
          </Button>
        );
      })}
    </span>
  );
}
