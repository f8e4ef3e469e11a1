/**
 * The QUIC version negotiation probe and its answer, bytes alone (RFC 8999; RFC 9000, 6, 14.1, 17.2.1, 17.2.2).
 * The probe has the whole shape of an Initial packet: parsers read token and length even for versions they do not know
 * (technical-facts A.1: random bytes instead were answered 3 times of 20).
 */

/** A client's first datagram has at least this many bytes of UDP payload; servers drop smaller ones (RFC 9000, 14.1). */
const QUIC_MIN_PAYLOAD_BYTES = 1200;

const ID_BYTES = 8;
/** Long header, fixed bit, type Initial. */
const FIRST_BYTE = 0xc0;
const LONG_HEADER_BIT = 0x80;
/** First byte, version, and one length byte before each connection id. */
const FIXED_HEAD_BYTES = 1 + 4;
/** A server that lists more than this is not one we need to quote in full. */
const MAX_VERSIONS = 32;

export interface QuicProbePacket {
  readonly bytes: Uint8Array;
  /** The transaction id: an answer must carry both ids crosswise. */
  readonly destinationId: Uint8Array;
  readonly sourceId: Uint8Array;
}

/** A probe of `payloadBytes` with fresh random ids and a version of the reserved form ?a?a?a?a, which forces negotiation. */
export function makeQuicProbe(payloadBytes: number = QUIC_MIN_PAYLOAD_BYTES): QuicProbePacket {
  const destinationId = randomBytes(ID_BYTES);
  const sourceId = randomBytes(ID_BYTES);
  const version = randomBytes(4).map((byte) => (byte & 0xf0) | 0x0a);
  const head = [FIRST_BYTE, ...version, ID_BYTES, ...destinationId, ID_BYTES, ...sourceId];
  const noToken = 0;
  const following = payloadBytes - head.length - 3;
  // Two-byte variable-length integer: the two high bits are 01.
  const length = [0x40 | (following >> 8), following & 0xff];
  const bytes = new Uint8Array(payloadBytes);
  bytes.set([...head, noToken, ...length]);
  return { bytes, destinationId, sourceId };
}

/**
 * The versions of a version negotiation packet that answers `probe`, as eight hex digits each, or null when it is none.
 * Anyone on the path could forge it; the echo of both ids is the only check, enough for reachability. Never throws.
 */
export function readVersionNegotiation(
  datagram: Uint8Array,
  probe: QuicProbePacket,
): readonly string[] | null {
  if (!isVersionNegotiation(datagram)) return null;
  const destination = readId(datagram, FIXED_HEAD_BYTES);
  const source = destination && readId(datagram, destination.end);
  if (destination === null || source === null) return null;
  if (!isSame(destination.id, probe.sourceId) || !isSame(source.id, probe.destinationId)) return null;
  const versions = readVersions(datagram.subarray(source.end));
  return versions === null || versions.includes(hex(probe.bytes.subarray(1, 5))) ? null : versions;
}

/** The other seven bits of the first byte are arbitrary (RFC 8999, 6); version zero is what makes it a negotiation. */
function isVersionNegotiation(datagram: Uint8Array): boolean {
  const [first = 0] = datagram;
  const version = datagram.subarray(1, FIXED_HEAD_BYTES);
  return (first & LONG_HEADER_BIT) !== 0 && version.length === 4 && version.every((byte) => byte === 0);
}

function readId(datagram: Uint8Array, at: number): { id: Uint8Array; end: number } | null {
  const length = datagram[at];
  if (length === undefined) return null;
  const end = at + 1 + length;
  return end > datagram.length ? null : { id: datagram.subarray(at + 1, end), end };
}

function readVersions(list: Uint8Array): string[] | null {
  const count = Math.min(Math.floor(list.length / 4), MAX_VERSIONS);
  if (count === 0) return null;
  return Array.from({ length: count }, (_none, index) => hex(list.subarray(index * 4, index * 4 + 4)));
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
