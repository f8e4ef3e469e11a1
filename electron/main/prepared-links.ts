/**
 * `preflight:check?…` from a mail or a chat: the system starts the app with it, or hands it to the one that runs. The app reads nothing of
 * it: the page shows it, as it shows a pasted one (docs/adr/0041).
 */
import type { App } from 'electron';

const SCHEME = 'preflight';
/** More is no prepared check (src/request/prepared.ts). */
const MOST = 8000;

interface LinkedApp extends Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'> {
  on(event: 'open-url', hear: (event: { preventDefault(): void }, url: string) => void): unknown;
  on(event: 'second-instance', hear: (event: unknown, argv: string[]) => void): unknown;
}

/** Where in the page a link is shown; null for what is none. */
export function preparedHash(argv: readonly string[]): string | null {
  const link = argv.find((one) => one.toLowerCase().startsWith(`${SCHEME}:`));
  return link === undefined || link.length > MOST ? null : `#/prepared/${encodeURIComponent(link)}`;
}

/** Registers the scheme (an app that is not packed would register Electron itself) and hands on each link as its place in the page. */
export function hearPreparedLinks(app: LinkedApp, show: (hash: string) => void): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME);
  const hear = (argv: readonly string[]): void => {
    const hash = preparedHash(argv);
    if (hash !== null) show(hash);
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    hear([url]);
  });
  app.on('second-instance', (_event, argv) => hear(argv));
}
