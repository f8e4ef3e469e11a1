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

/** What is exchanged stands here until the answer was heard, so that a reload in between asks for the same key again. */
const ASKED_AS = 'preflight-asked';

/** Null where this page has no session: the server then refuses every call. */
export async function openSession(): Promise<string | null> {
  takeToken();
  const asked = sessionStorage.getItem(ASKED_AS);
  if (asked !== null) await exchange(asked);
  const key = sessionStorage.getItem(STORED_AS) ?? (await keyOfOtherTabs());
  if (key !== null) sessionStorage.setItem(STORED_AS, key);
  shareWithOtherTabs();
  return key;
}

/** Out of the address at once: it is not for the history, and the screens read what stands there. */
function takeToken(): void {
  // The link of a server that was started anew, opened in this tab.
  window.addEventListener('hashchange', () => {
    if (TOKEN.test(location.hash)) location.reload();
  });
  const token = TOKEN.exec(location.hash)?.[1] ?? null;
  if (token === null) return;
  sessionStorage.setItem(ASKED_AS, `${token}.${newKey()}`);
  history.replaceState(null, '', '#/');
}

/** 32 random bytes in base64url, of the page's own making. */
function newKey(): string {
  const text = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Without an answer (the page is being reloaded, the server is gone) the question stands; it goes once the key is kept. */
async function exchange(asked: string): Promise<void> {
  const response = await fetch(START_PATH, { method: 'POST', body: asked }).catch(() => null);
  if (response === null) return;
  const { key } = (await response.json().catch(() => ({}))) as { key?: unknown };
  if (response.ok && typeof key === 'string') sessionStorage.setItem(STORED_AS, key);
  sessionStorage.removeItem(ASKED_AS);
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
