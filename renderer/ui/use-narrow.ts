import { useCallback, useSyncExternalStore } from 'react';

/** Where the layout changes, in CSS pixels, as in the style sheets: up to a phone one column, up to a tablet (and on paper) two. */
const PHONE_PX = 640;
export const TABLET_PX = 1000;

/** Whether the window is at most so wide, by default as a phone, or is paper: there the order of the document changes, not only its style. */
export function useNarrow(most: number | 'paper' = PHONE_PX): boolean {
  const text =
    most === 'paper'
      ? 'print'
      : most < TABLET_PX
        ? `(max-width: ${most}px)`
        : `(max-width: ${most}px), print`;
  const subscribe = useCallback(
    (changed: () => void) => {
      if (typeof matchMedia !== 'function') return () => undefined;
      const query = matchMedia(text);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    [text],
  );
  return useSyncExternalStore(subscribe, () => typeof matchMedia === 'function' && matchMedia(text).matches);
}
