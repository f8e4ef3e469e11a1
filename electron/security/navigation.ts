/** The page stays where it is: no navigation, no redirect, no second window, no webview, for every web contents there will ever be. */
import type { App, WebContents } from 'electron';

const MOVES = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const;

export function denyNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

export function lockContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  for (const move of MOVES) contents.on(move as 'will-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
