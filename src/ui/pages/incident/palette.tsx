import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { intoView } from '../../browser/keys.js';
import { Dialog } from '../../parts/dialog.js';
import css from './palette.module.css';
import type { Action } from './model/action.js';
import { matching } from './model/shortcuts.js';

interface Props {
  readonly actions: readonly Action[];
  readonly onChoose: (action: Action) => void;
  readonly onClose: () => void;
}

/** Every command by a few letters of its name. */
export function Palette({ actions, onChoose, onClose }: Props) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = matching(actions, text);
  const chosen = found[Math.min(at, found.length - 1)];
  const chosenId = chosen && `${listId}-${chosen.id}`;
  useEffect(() => intoView(chosenId), [chosenId]);
  const choose = (action: Action | undefined) => {
    if (!action || action.refused !== null) return;
    onClose();
    onChoose(action);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((now) => Math.max(0, Math.min(found.length - 1, now + step)));
    else if (event.key === 'Enter') choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Commands" onClose={onClose}>
      <input
        className={css['search']}
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosenId}
        autoComplete="off"
        autoFocus
        value={text}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
      />
      <ul id={listId} role="listbox" aria-label="Commands" className={css['found']}>
        {found.map((action) => (
          <li
            key={action.id}
            id={`${listId}-${action.id}`}
            role="option"
            aria-selected={action === chosen}
            aria-disabled={action.refused !== null}
            onClick={() => choose(action)}
          >
            <span>
              {action.label}
              {action.refused !== null && <small>{action.refused}</small>}
            </span>
            {action.key !== undefined && <kbd>{action.key}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>No command is called so.</p>}
    </Dialog>
  );
}
