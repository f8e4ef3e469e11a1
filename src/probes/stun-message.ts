/** STUN binding request and answer, bytes alone (RFC 8489, 5, 14.1, 14.2). No authentication, no FINGERPRINT: servers need neither. */
import { parseIpAddress } from '../core/address.ts';

const MAGIC = [0x21, 0x12, 0xa4, 0x42] as const;
const HEAD_BYTES = 20;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const BINDING_ERROR = 0x0111;
/** 0x8020 is what servers before RFC 5389 used for the same. */
const XOR_MAPPED_ADDRESS = [0x0020, 0x8020];
const MAPPED_ADDRESS = 0x0001;
const IPV4 = 1;
const IPV6 = 2;

export interface StunReply {
  /** Our address as the server sees it; null when the answer does not say (an error answer still proves the way). */
  readonly mappedAddress: string | null;
  readonly mappedPort: number | null;
}

/** A binding request of 20 bytes; the twelve last ones are the transaction id. */
export function makeBindingRequest(): Uint8Array {
  const request = new Uint8Array(HEAD_BYTES);
  request.set([BINDING_REQUEST >> 8, BINDING_REQUEST & 0xff, 0, 0, ...MAGIC]);
  crypto.getRandomValues(request.subarray(8));
  return request;
}

/** Reads an answer to `request`, or null when it is none. Never throws. */
export function readBindingReply(datagram: Uint8Array, request: Uint8Array): StunReply | null {
  if (datagram.length < HEAD_BYTES || datagram.length > 2048) return null;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  if (![BINDING_SUCCESS, BINDING_ERROR].includes(view.getUint16(0))) return null;
  if (view.getUint16(2) !== datagram.length - HEAD_BYTES) return null;
  // Magic cookie and transaction id stand at the same place in both.
  if (datagram.subarray(4, HEAD_BYTES).some((byte, index) => byte !== request[index + 4])) return null;
  return mappedOf(datagram, attributesOf(view));
}

interface Attribute {
  readonly type: number;
  readonly start: number;
  readonly length: number;
}

/** Type and length of two bytes each, then the value, padded to four; a length beyond the end stops the walk. */
function attributesOf(view: DataView): Attribute[] {
  const found: Attribute[] = [];
  let at = HEAD_BYTES;
  while (at + 4 <= view.byteLength) {
    const length = view.getUint16(at + 2);
    if (at + 4 + length > view.byteLength) break;
    found.push({ type: view.getUint16(at), start: at + 4, length });
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

function mappedOf(datagram: Uint8Array, attributes: readonly Attribute[]): StunReply {
  const masked = attributes.find(({ type }) => XOR_MAPPED_ADDRESS.includes(type));
  const plain = attributes.find(({ type }) => type === MAPPED_ADDRESS);
  const attribute = masked ?? plain;
  if (attribute === undefined) return { mappedAddress: null, mappedPort: null };
  const value = datagram.subarray(attribute.start, attribute.start + attribute.length);
  // Port and address are XORed with the cookie, for IPv6 followed by the transaction id.
  const mask = masked === undefined ? new Uint8Array(16) : datagram.subarray(4, HEAD_BYTES);
  const size = sizeOf(value[1]);
  if (size === null || value.length !== 4 + size) return { mappedAddress: null, mappedPort: null };
  const [portHigh = 0, portLow = 0, ...address] = value
    .subarray(2)
    .map((byte, index) => byte ^ (index < 2 ? (mask[index] ?? 0) : (mask[index - 2] ?? 0)));
  return { mappedAddress: addressText(address), mappedPort: (portHigh << 8) | portLow };
}

function sizeOf(family: number | undefined): number | null {
  if (family === IPV4) return 4;
  return family === IPV6 ? 16 : null;
}

function addressText(bytes: readonly number[]): string | null {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_none, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  return parseIpAddress(groups.join(':'));
}
