/** The page's session: no network, no permission but the clipboard, no device. */
import type { Session } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/** Writing text to the clipboard: "Copy for the ticket". Everything else is denied. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

type Hardened = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'webRequest'
  | 'setSpellCheckerEnabled'
  | 'on'
>;

export function hardenSession(session: Hardened): void {
  session.setPermissionRequestHandler((contents, permission, done) => {
    done(permission === ALLOWED_PERMISSION && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED_PERMISSION && isAppUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, done) => done({}));
  // The page never has a socket: whatever is not its own scheme is cancelled before it leaves.
  session.webRequest.onBeforeRequest((details, done) => done({ cancel: !isAppUrl(details.url) }));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}
