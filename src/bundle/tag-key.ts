/**
 * Keys of the tags (docs/adr/0045-keyed-tags.md): an organisation's key in a file, or a key that is worked out from the token of one case.
 * Without a key there are no tags: what has no key can be tried out.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { readPlainFile } from '../core/plain-file.ts';
import { BundleError } from './bundle-error.ts';

export const TAG_SCOPES = ['organisation', 'case'] as const;
export type TagScope = (typeof TAG_SCOPES)[number];

export interface TagKey {
  readonly scope: TagScope;
  /** 256 bits. */
  readonly bytes: Uint8Array;
  /** 20 bits of a digest: enough to say "not made with this key", not enough to find the key. */
  readonly id: string;
}

const FILE_LEAD = 'preflight-tag-key-1:';
const KEY_TEXT = /^preflight-tag-key-1:([0-9a-f]{64})\s*$/;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const MOST_FILE_BYTES = 4096;

/** The text of a new key file. */
export function newKeyText(): string {
  return `${FILE_LEAD}${randomBytes(32).toString('hex')}\n`;
}

/** A new token of a case: 128 random bits, 22 signs that survive a link. Never a ticket's number, which can be guessed. */
export function newCaseToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Null: no key file of ours. */
export function keyOfText(text: string): TagKey | null {
  const [, hex] = KEY_TEXT.exec(text) ?? [];
  return hex === undefined ? null : keyOf('organisation', Buffer.from(hex, 'hex'));
}

/** Null: no token that `newCaseToken` could have made. */
export function keyOfCase(token: string): TagKey | null {
  if (!TOKEN.test(token)) return null;
  return keyOf('case', new Uint8Array(hkdfSync('sha256', token, '', 'preflight case 1', 32)));
}

/** Rejects with a `BundleError`. */
export async function readKeyFile(path: string): Promise<TagKey> {
  const read = await readPlainFile(path, MOST_FILE_BYTES).catch((error: unknown) => {
    throw new BundleError(`cannot be read (${(error as { code?: string }).code ?? 'unknown'})`);
  });
  const key = typeof read === 'string' ? null : keyOfText(read.toString('utf8'));
  if (key === null) throw new BundleError('is no key file; "bundle key new FILE" makes one');
  return key;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function keyOf(scope: TagScope, bytes: Uint8Array): TagKey {
  const digest = createHash('sha256').update('preflight key id 1').update(bytes).digest();
  const bits = digest.readUInt32BE(0) >>> 12;
  const signs = [15, 10, 5, 0].map((shift) => BASE32[(bits >>> shift) & 31] ?? '').join('');
  return { scope, bytes, id: `k${signs}` };
}
