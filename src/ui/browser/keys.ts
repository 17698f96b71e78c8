import { useEffect } from 'react';

/** Calls with each key that is pressed alone and is no typing; nothing while a dialog is open. */
export function useKeys(act: (key: string) => boolean): void {
  // What keys do follows from what is shown: it is made anew with each render.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || event.isComposing) return;
      const isPalette = (event.ctrlKey || event.metaKey) && event.key === 'k';
      if ((event.ctrlKey || event.metaKey) && !isPalette) return;
      if (document.querySelector('dialog[open]')) return;
      if (!isPalette && isTyping(event.target)) return;
      if (act(isPalette ? 'ctrl+k' : event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    // A dialog that has just closed has the focus for a moment longer.
    !target.closest('dialog') &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Puts the focus on what has this id, and into view. */
export function focusOn(id: string): void {
  const element = document.getElementById(id);
  element?.focus();
  intoView(id);
}

/** Scrolls to what has this id, if it is out of sight. */
export function intoView(id: string | undefined): void {
  if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}
