import { useEffect } from 'react';

/**
 * Controls go when what they do is done, and links when they were followed. Whoever was at one by keyboard goes on from what is left around it,
 * and not from the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | undefined;
    let around: readonly HTMLElement[] = [];
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || !target.closest('main') || target.closest('dialog')) return;
      last = target;
      around = aroundOf(target);
    };
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      last = undefined;
      const left = around.find((each) => each.isConnected);
      if (!left) return;
      left.tabIndex = -1;
      left.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}

/** What it stands in, the nearest first, as far as the page's main part. */
function aroundOf(element: HTMLElement): readonly HTMLElement[] {
  const { parentElement: outer } = element;
  return outer === null || element.tagName === 'MAIN' ? [] : [outer, ...aroundOf(outer)];
}
