/**
 * The key of this page's session. The link's token (behind the `#`, which no server is sent) is exchanged for it once; it is kept in this tab, so that
 * a reload finds it, and given to other tabs of this very origin, which has the port in it. No cookie: those go to every port of 127.0.0.1.
 */
import { START_PATH } from '../../src/contract/index.ts';

const STORED_AS = 'preflight-key';
const CHANNEL = 'preflight-key';
const TOKEN = /^#token=([\w-]+)$/;
/** An open tab answers in a few milliseconds. */
const OTHER_TABS_MS = 500;

/** Null where this page has no session: the server then refuses every call. */
export async function openSession(): Promise<string | null> {
  const token = takeToken();
  const fresh = token === null ? null : await exchange(token);
  if (fresh !== null) sessionStorage.setItem(STORED_AS, fresh);
  const key = sessionStorage.getItem(STORED_AS) ?? (await keyOfOtherTabs());
  if (key !== null) sessionStorage.setItem(STORED_AS, key);
  shareWithOtherTabs();
  return key;
}

/** Out of the address at once: it is not for the history, and the screens read what stands there. */
function takeToken(): string | null {
  // The link of a server that was started anew, opened in this tab.
  window.addEventListener('hashchange', () => {
    if (TOKEN.test(location.hash)) location.reload();
  });
  const token = TOKEN.exec(location.hash)?.[1] ?? null;
  if (token !== null) history.replaceState(null, '', '#/');
  return token;
}

async function exchange(token: string): Promise<string | null> {
  const response = await fetch(START_PATH, { method: 'POST', body: token }).catch(() => null);
  if (response?.ok !== true) return null;
  const { key } = (await response.json().catch(() => ({}))) as { key?: unknown };
  return typeof key === 'string' ? key : null;
}

function keyOfOtherTabs(): Promise<string | null> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<string | null>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { key } = (data ?? {}) as { key?: unknown };
      if (typeof key === 'string') resolve(key);
    };
    setTimeout(() => resolve(null), OTHER_TABS_MS);
    channel.postMessage({ asks: true });
  }).finally(() => channel.close());
}

function shareWithOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const key = sessionStorage.getItem(STORED_AS);
    const { asks } = (data ?? {}) as { asks?: unknown };
    if (asks === true && key !== null) channel.postMessage({ key });
  };
}
