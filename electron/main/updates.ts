/**
 * The update channel: at a start, whether a newer version exists. Off unless the build has a channel and this computer's policy says `updates: on`. It
 * fetches one small signed text, tells the person, and opens the page of the release: it loads and installs nothing (docs/adr/0059).
 */
import { createPublicKey, verify } from 'node:crypto';
import type { Dialog, Session, Shell } from 'electron';
import { z } from 'zod';
import type { Written } from '../../src/core/language.ts';

/** Set when the program is built (scripts/build.mjs): where the text lies, and the Ed25519 key (SPKI, base64) that its signature must fit. */
export interface UpdateChannel {
  readonly url: string;
  readonly publicKey: string;
}

/** Two lines of base64 need less than this; more is no answer of ours. */
const MOST_BYTES = 8_192;
const LONGEST_MS = 10_000;

/** `signed` is a text, so that nobody argues about the bytes that were signed. */
const envelope = z.strictObject({ signed: z.string().max(2_000), signature: z.base64().max(200) });
const latest = z.strictObject({
  schema: z.literal('preflight.latest/1'),
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  page: z.url({ protocol: /^https$/ }).max(500),
});
type Latest = z.infer<typeof latest>;

export interface UpdateDesktop {
  readonly channel: UpdateChannel | null;
  /** Whether the policy of this computer lets the app look. */
  readonly allowed: () => Promise<boolean>;
  readonly version: string;
  /** A session of its own: the page's has no network. */
  readonly session: () => Pick<Session, 'fetch'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly language: Written;
}

const WORDS: Readonly<Record<Written, { newer(version: string): string; open: string; later: string }>> = {
  en: {
    newer: (version) => `Preflight ${version} is available.`,
    open: 'Open its page',
    later: 'Not now',
  },
  ja: {
    newer: (version) => `Preflight ${version} が公開されています。`,
    open: 'ページを開く',
    later: '後で',
  },
};

/** What the channel says, when it is signed by its key and newer than `version`; else null. Throws nothing. */
export function newerOf(body: string, channel: UpdateChannel, version: string): Latest | null {
  try {
    const { signed, signature } = envelope.parse(JSON.parse(body));
    const key = createPublicKey({
      key: Buffer.from(channel.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (!verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'))) return null;
    const found = latest.parse(JSON.parse(signed));
    return found.version.localeCompare(version, 'en', { numeric: true }) > 0 ? found : null;
  } catch {
    return null;
  }
}

/** A channel that cannot be reached, or says what cannot be read, is silence: the person asked for nothing. */
async function bodyOf(session: Pick<Session, 'fetch'>, url: string): Promise<string | null> {
  try {
    const response = await session.fetch(url, {
      signal: AbortSignal.timeout(LONGEST_MS),
      credentials: 'omit',
      cache: 'no-store',
    });
    return response.ok && response.body !== null ? await boundedText(response.body) : null;
  } catch {
    return null;
  }
}

async function boundedText(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export async function lookForUpdate(desktop: UpdateDesktop): Promise<void> {
  const { channel, version, dialog, shell } = desktop;
  if (channel === null || !(await desktop.allowed().catch(() => false))) return;
  const body = await bodyOf(desktop.session(), channel.url);
  const newer = body === null ? null : newerOf(body, channel, version);
  if (newer === null) return;
  const words = WORDS[desktop.language];
  const buttons = [words.open, words.later];
  const asked = { message: words.newer(newer.version), buttons, defaultId: 0, cancelId: 1 };
  if ((await dialog.showMessageBox(asked)).response === 0) await shell.openExternal(newer.page);
}
