import { useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './routes.ts';

let last = { hash: '', route: parseRoute('') };

/** The route of now; the same object as long as the address stays. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, current);
}

function current(): Route {
  const { hash } = window.location;
  if (hash !== last.hash) last = { hash, route: parseRoute(hash) };
  return last.route;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
