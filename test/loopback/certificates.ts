/**
 * Makes certificates for tests: a small DER writer over node:crypto, so that dates, names and chains can be wrong on purpose
 * and no program has to be there. X.509 v3 (RFC 5280), ECDSA P-256 with SHA-256.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Issued {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly key: KeyObject;
  readonly name: string;
  readonly keyId: Buffer;
}

export interface Wish {
  readonly commonName: string;
  readonly organisation?: string;
  readonly dnsNames?: readonly string[];
  readonly ca?: boolean;
  /** Null: signs itself. */
  readonly issuer: Issued | null;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Says in a key usage that the key signs data and no certificates (RFC 5280, 4.2.1.3). */
  readonly dataAlone?: boolean;
  /** Writes an AIA extension with this address of the issuer's certificate. */
  readonly caIssuers?: string;
}

const DAY_MS = 86_400_000;

export function issue(wish: Wish): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha1').update(spki.subarray(-65)).digest();
  const issuer = wish.issuer ?? { key: privateKey, name: nameKey(wish), keyId };
  const toBeSigned = tbs(wish, { spki, keyId, issuerName: issuer.name, issuerKeyId: issuer.keyId });
  const signature = sign('sha256', toBeSigned, issuer.key);
  const der = seq(toBeSigned, ECDSA_SHA256, tlv(0x03, Buffer.concat([Buffer.of(0), signature])));
  return {
    certificatePem: pem('CERTIFICATE', der),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: privateKey,
    name: nameKey(wish),
    keyId,
  };
}

/** Names travel as hex of their DER, so that the issuer's name is copied byte for byte. */
function nameKey({ commonName, organisation }: Wish): string {
  const attributes = [organisation === undefined ? null : attribute('2.5.4.10', organisation)];
  attributes.push(attribute('2.5.4.3', commonName));
  return seq(...attributes.filter((part) => part !== null)).toString('hex');
}

function attribute(type: string, value: string): Buffer {
  return tlv(0x31, seq(oid(type), tlv(0x0c, Buffer.from(value))));
}

interface Keys {
  readonly spki: Buffer;
  readonly keyId: Buffer;
  readonly issuerName: string;
  readonly issuerKeyId: Buffer;
}

function tbs(wish: Wish, keys: Keys): Buffer {
  const from = wish.notBefore ?? new Date(Date.now() - DAY_MS);
  const to = wish.notAfter ?? new Date(Date.now() + 30 * DAY_MS);
  return seq(
    tlv(0xa0, integer(2)),
    tlv(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ECDSA_SHA256,
    Buffer.from(keys.issuerName, 'hex'),
    seq(time(from), time(to)),
    Buffer.from(nameKey(wish), 'hex'),
    keys.spki,
    tlv(0xa3, seq(...extensions(wish, keys))),
  );
}

function extensions(wish: Wish, keys: Keys): Buffer[] {
  const list = [
    extension('2.5.29.14', tlv(0x04, keys.keyId)),
    extension('2.5.29.35', seq(tlv(0x80, keys.issuerKeyId))),
    extension('2.5.29.19', wish.ca === true ? seq(tlv(0x01, Buffer.of(0xff))) : seq()),
  ];
  if (wish.dataAlone === true) list.push(extension('2.5.29.15', tlv(0x03, Buffer.of(7, 0x80))));
  if (wish.dnsNames !== undefined)
    list.push(extension('2.5.29.17', seq(...wish.dnsNames.map((name) => tlv(0x82, Buffer.from(name))))));
  if (wish.caIssuers !== undefined) {
    const access = seq(oid('1.3.6.1.5.5.7.48.2'), tlv(0x86, Buffer.from(wish.caIssuers)));
    list.push(extension('1.3.6.1.5.5.7.1.1', seq(access)));
  }
  return list;
}

function extension(id: string, value: Buffer): Buffer {
  return seq(oid(id), tlv(0x04, value));
}

function time(at: Date): Buffer {
  return tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function integer(value: number): Buffer {
  return tlv(0x02, Buffer.of(value));
}

function seq(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function tlv(tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), lengthOf(value.length), value]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

const ECDSA_SHA256 = seq(oid('1.2.840.10045.4.3.2'));

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
