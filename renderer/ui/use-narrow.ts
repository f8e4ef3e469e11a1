import { useCallback, useSyncExternalStore } from 'react';

const PHONE_PX = 720;

/** Whether the window is at most so wide, by default as a phone: there the order of the document changes, not only its style. */
export function useNarrow(mostPx: number = PHONE_PX): boolean {
  const text = `(max-width: ${mostPx}px)`;
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
