/** What a QUIC server and a STUN server would answer (RFC 9000, 17.2.1; RFC 8489): the simulation's other end of the wire. */

const QUIC_V1 = [0, 0, 0, 1];

/** A version negotiation that echoes both connection ids crosswise; null when the datagram is no QUIC long header. */
export function quicAnswer(datagram: Uint8Array): Uint8Array | null {
  const first = datagram[0] ?? 0;
  if ((first & 0xc0) !== 0xc0 || datagram.length < 1200) return null;
  const destinationLength = datagram[5] ?? 0;
  const sourceAt = 6 + destinationLength;
  const sourceLength = datagram[sourceAt] ?? 0;
  const destination = datagram.slice(6, sourceAt);
  const source = datagram.slice(sourceAt + 1, sourceAt + 1 + sourceLength);
  return Uint8Array.from([
    0x80,
    0,
    0,
    0,
    0,
    sourceLength,
    ...source,
    destinationLength,
    ...destination,
    ...QUIC_V1,
  ]);
}

/** A server that is one step from a clock and says the time of ours; null when the datagram is no question for the time. */
export function timeAnswer(datagram: Uint8Array, nowMs: number): Uint8Array | null {
  if (datagram.length !== 48 || datagram[0] !== 0x23) return null;
  const answer = new Uint8Array(48);
  answer.set([0x24, 2]);
  answer.set(datagram.subarray(40, 48), 24);
  const seconds = nowMs / 1000 + 2_208_988_800;
  const view = new DataView(answer.buffer);
  view.setUint32(40, Math.floor(seconds));
  view.setUint32(44, Math.floor((seconds % 1) * 2 ** 32));
  return answer;
}

const STUN_MAGIC = [0x21, 0x12, 0xa4, 0x42];

/** A binding success with XOR-MAPPED-ADDRESS 203.0.113.7:50000; null when the datagram is no binding request. */
export function stunAnswer(datagram: Uint8Array): Uint8Array | null {
  const isRequest =
    datagram.length >= 20 &&
    datagram[0] === 0 &&
    datagram[1] === 1 &&
    STUN_MAGIC.every((byte, at) => datagram[4 + at] === byte);
  if (!isRequest) return null;
  const address = [203, 0, 113, 7].map((byte, at) => byte ^ (STUN_MAGIC[at] ?? 0));
  const port = [(50_000 >> 8) ^ 0x21, (50_000 & 0xff) ^ 0x12];
  return Uint8Array.from([1, 1, 0, 12, ...datagram.slice(4, 20), 0, 0x20, 0, 8, 0, 1, ...port, ...address]);
}
