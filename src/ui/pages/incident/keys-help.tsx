import { Dialog } from '../../parts/dialog.js';
import css from './palette.module.css';
import type { Action } from './model/action.js';
import { PLACES } from './model/shortcuts.js';

interface Props {
  readonly actions: readonly Action[];
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly onClose: () => void;
}

/** What the keys do. */
export function KeysHelp({ actions, on, onSwitch, onClose }: Props) {
  const keyed = actions.flatMap(({ key, label }) => (key === undefined ? [] : [[key, label] as const]));
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={css['keys']}>
        {[...PLACES, ...keyed].map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className={css['switch']}>
        <input type="checkbox" checked={on} autoFocus onChange={({ target }) => onSwitch(target.checked)} />
        Single keys are on (Ctrl K works without)
      </label>
    </Dialog>
  );
}
