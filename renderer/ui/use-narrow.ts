import { useCallback, useSyncExternalStore } from 'react';

/** Where the layout changes, in CSS pixels, as in the style sheets: up to a phone one column, up to a tablet (and on paper) two. */
const PHONE_PX = 640;
export const TABLET_PX = 1000;

/** Browsers count the sheets before their media queries say paper: what is drawn anew only then leaves blank ones at the end. */
let isPrinting = false;

/** Whether the window is at most so wide, by default as a phone, or is paper: there the order of the document changes, not only its style. */
export function useNarrow(most: number | 'paper' = PHONE_PX): boolean {
  const isOnPaper = most === 'paper' || most >= TABLET_PX;
  const text = [most === 'paper' ? '' : `(max-width: ${most}px)`, isOnPaper ? 'print' : '']
    .filter(Boolean)
    .join(', ');
  const subscribe = useCallback(
    (changed: () => void) => {
      if (typeof matchMedia !== 'function') return () => undefined;
      const query = matchMedia(text);
      const print = ({ type }: Event) => {
        isPrinting = type === 'beforeprint';
        changed();
      };
      query.addEventListener('change', changed);
      for (const type of PRINT_EVENTS) window.addEventListener(type, print);
      return () => {
        query.removeEventListener('change', changed);
        for (const type of PRINT_EVENTS) window.removeEventListener(type, print);
      };
    },
    [text],
  );
  return useSyncExternalStore(subscribe, () =>
    isPrinting ? isOnPaper : typeof matchMedia === 'function' && matchMedia(text).matches,
  );
}

const PRINT_EVENTS = ['beforeprint', 'afterprint'] as const;
