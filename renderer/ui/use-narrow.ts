import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 720px)';

/** Whether the window is as narrow as a phone: there the order of the document changes, not only its style. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => typeof matchMedia === 'function' && matchMedia(QUERY).matches);
}

function subscribe(changed: () => void): () => void {
  if (typeof matchMedia !== 'function') return () => undefined;
  const query = matchMedia(QUERY);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
