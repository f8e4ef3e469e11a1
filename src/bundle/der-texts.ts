/**
 * Every text inside a DER value such as a certificate (ITU-T X.690), so that it can be searched for names. Reading the bytes as text instead
 * takes tags and lengths for letters: the host `signin.aws` then ends in "0", the tag of what follows it.
 */

/** Boolean, integer, bit string (keys, signatures), null, object identifier, UTC and generalised time: no texts. */
const NO_TEXT = new Set([0x01, 0x02, 0x03, 0x05, 0x06, 0x17, 0x18]);
const OCTET_STRING = 0x04;
const BMP_STRING = 0x1e;
const CONSTRUCTED = 0x20;
/** Certificates have about 12. */
const MOST_DEPTH = 30;

interface Value {
  readonly tag: number;
  readonly content: Buffer;
}

/** Null: no DER. */
export function derTexts(bytes: Buffer, depth = 0): readonly string[] | null {
  const values = depth > MOST_DEPTH ? null : valuesOf(bytes);
  if (values === null) return null;
  const texts: string[] = [];
  for (const { tag, content } of values) {
    const found = textsOf(tag, content, depth);
    if (found === null) return null;
    texts.push(...found);
  }
  return texts;
}

function textsOf(tag: number, content: Buffer, depth: number): readonly string[] | null {
  if (NO_TEXT.has(tag)) return [];
  if ((tag & CONSTRUCTED) !== 0) return derTexts(content, depth + 1);
  const isDigest = isKeyIdentifier(tag, content);
  // Extensions are DER inside an octet string; anything else in one is bytes. A digest may look like DER, but never like DER of texts.
  const inner = tag === OCTET_STRING ? derTexts(content, depth + 1) : null;
  if (inner !== null && !(isDigest && inner.some((text) => NO_SIGN.test(text)))) return inner;
  return isDigest ? [] : [decoded(tag, content)];
}

/** Controls, and what is no UTF-8. */
const NO_SIGN = /[\u0000-\u001f\u007f\ufffd]/;

/** Digest of a key (RFC 5280, 4.2.1.1 and 4.2.1.2): 20 or 32 bytes that are no text. */
function isKeyIdentifier(tag: number, content: Buffer): boolean {
  if ((tag !== OCTET_STRING && tag !== 0x80) || ![20, 32].includes(content.length)) return false;
  return content.some((byte) => byte < 0x20 || byte > 0x7e);
}

function decoded(tag: number, content: Buffer): string {
  if (tag !== BMP_STRING) return content.toString('utf8');
  return Buffer.from(content.subarray(0, content.length & ~1))
    .swap16()
    .toString('utf16le');
}

/** Values one behind the other that fill the bytes exactly; null when they do not. */
function valuesOf(bytes: Buffer): readonly Value[] | null {
  const values: Value[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = headerAt(bytes, at);
    if (header === null || header.end > bytes.length) return null;
    values.push({ tag: bytes[at] ?? 0, content: bytes.subarray(header.start, header.end) });
    at = header.end;
  }
  return values;
}

/** X.690, 8.1.3: one byte, or the number of bytes that hold the length. */
function headerAt(bytes: Buffer, at: number): { readonly start: number; readonly end: number } | null {
  const first = bytes[at + 1];
  if (first === undefined || ((bytes[at] ?? 0) & 0x1f) === 0x1f) return null;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || at + 2 + count > bytes.length) return null;
  const start = at + 2 + count;
  return { start, end: start + bytes.readUIntBE(at + 2, count) };
}
