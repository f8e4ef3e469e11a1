import { useEffect } from 'react';

/** Names the tab, and the window of the desktop app, after the screen: in a list of tabs each is told apart. Null: another part names it. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = title === '' ? 'Preflight' : `${title} – Preflight`;
  }, [title]);
}
