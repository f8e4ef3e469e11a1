/**
 * The allow-list of free text: what a stranger wrote (a log, a tool's output, a name in a certificate) is rebuilt from what is known. A known word, a
 * time, a figure, a version, a code, a published name or address stays; every other token becomes a stand-in. A list of what must go can
 * never be complete; this one errs on the side of hiding.
 */
import { addressKind, parseIpAddress } from '../core/address.ts';
import { isKnownWord } from './known-words.ts';
import type { Naming } from './naming.ts';
import { GENERIC_INTERFACE } from './naming.ts';

export interface Allowance {
  readonly naming: Naming;
  /** The stand-in of a token that is not known. */
  readonly unknown: (token: string) => string;
}

/** Figures stay, and so these go first: figures that name a person or a place only together, or by the word in front of them. */
const PERSONAL: readonly RegExp[] = [
  // Telephones: `+49 170 555 90 12`, `06 12 34 56 78`, `0171 / 23 45 678`, `555.010.7782`; a date is none.
  /(?<![\p{L}\p{N}.:-])(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:\+\d{1,3}(?:[ ./()-]{1,3}\d{1,8}){2,6}|\(?0\d{1,5}\)?(?:[ ./()-]{1,3}\d{2,8}){2,6})(?![\p{L}\p{N}:])/gu,
  /(?<![\p{L}\p{N}.:-])\d{3}([ .-])\d{3,4}\1\d{4}(?![\p{L}\p{N}:]|\.\d)/gu,
  // Cards, accounts, licences: groups of four to six.
  /(?<![\p{L}\p{N}.:-])\d{4,6}(?:[ -]\d{4,6}){1,6}(?:[ -]\d{1,4})?(?<=\d{4,6}[ -]\d{4,6}[ -]\d{1,6})(?![\p{L}\p{N}:-])/gu,
  // Places on earth.
  /(?<![\p{L}\p{N}.])-?\d{1,3}\.\d{4,}\s?[,; ]\s?-?\d{1,3}\.\d{4,}/gu,
  /(?<=\b(?:lat|lon|lng|latitude|longitude|breitengrad|längengrad|緯度|経度)\P{L}{1,5})\d{1,3}\.\d+/giu,
  // What a word in front makes a person's.
  /(?<=(?<!\p{L})(?:employee|staff|badge|personalnummer|personalnr|matricule|社員番号|職員番号|学籍番号|pin|extension|durchwahl|raum|zimmer|salle|born|birthday|birthdate|dob|geboren|geburtsdatum|生年月日|誕生日|serial|seriennummer)(?:[ _.-]?(?:id|no|nr|num|number|nummer|am|on))?[ :=#"'\t]{1,6})\d[\d ./-]*(?<=\d)/giu,
  // Codes for one sign-in, and secrets of digits alone. An error code stays.
  /(?<=(?<!\p{L})(?:(?:verification|security|confirmation|access|mfa|otp|sms|2fa|auth\w*)[ -]?code|otp|token|passcode|確認コード|認証コード|验证码)(?: (?:is|was|lautet|est))?[ :=：#"'\t]{1,6})\d[\d -]*(?<=\d)/giu,
  // Letters as numbers.
  /(?:&#x?[0-9a-f]{1,7};)+/gi,
];

/** Before any name is replaced: the word in front of a figure may itself be one that goes. */
export function withoutPersonal(text: string, unknown: Allowance['unknown']): string {
  return PERSONAL.reduce((left, one) => left.replace(one, (found) => unknown(found)), text);
}

/** Free text with stand-ins for all that is not known. Stand-ins that are in it stay. */
export function allowText(text: string, allowance: Allowance): string {
  return text.replace(CHUNK, (chunk, offset: number) => {
    const before = text.slice(Math.max(0, offset - 12), offset);
    const after = text.slice(offset + chunk.length, offset + chunk.length + 8);
    return allowChunk(chunk, { before, after }, allowance);
  });
}

/** Between blanks and the signs that texts, JSON, XML and query strings put around values. */
const CHUNK = /[^\s"'`<>(){}[\],;=|&?#!*~^]+/gu;
const EDGES = /^([-.:/\\@$%+_]*)([^]*?)([-.:/\\@$%+_]*)$/u;

interface Around {
  readonly before: string;
  readonly after: string;
}

function allowChunk(chunk: string, around: Around, allowance: Allowance): string {
  const [, lead = '', core = '', tail = ''] = EDGES.exec(chunk) ?? [];
  if (core === '' || isFigure(core, around) || isLabelled(core)) return chunk;
  const address = addressOf(core, allowance.naming);
  if (address !== null) return `${lead}${address}${tail}`;
  const safe = core.replace(PART, (part) => allowPart(part, allowance));
  return `${lead}${safe}${tail}`;
}

/** A host is asked for as a whole; what looks like one may be the name of a file or of a class. */
function allowPart(part: string, { naming, unknown }: Allowance): string {
  if ((part.match(ATOM) ?? []).every(isKnownAtom)) return part;
  return part.includes('.') ? naming.host(part) : unknown(part);
}

const UNIT =
  '(?:%|ms|s|us|µs|ns|min|m|h|d|b|k|kb|mb|gb|kib|mib|gib|bit|bits|bytes|px|hz|khz|mhz|ghz|[kmg]?bps|[kmg]?bit\\/s|[kmg]b\\/s|dbm|db|x|st|nd|rd|th)';
const NUMBER = '[+-]?\\d{1,5}(?:\\.\\d{1,6})?';
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:z|[+-]\\d{2}:?\\d{2})?';
const DATE =
  '(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})|\\d{1,2}[-.]\\d{1,2}[-.]\\d{4})';
const BUILD =
  '(?:-\\d{1,5})?(?:[-+.](?:generic|amd64|arm64|x86_64|aws|azure|gcp|cloud|lowlatency|standard|wsl2|alpha|beta|rc\\d{0,2}|deb\\d{1,2}u?\\d{0,2}|el\\d{1,2}))*';
/** Numbers of up to five digits (a port, a process, a count), with unit or in a short list; times, dates, hexadecimal codes. */
const FIGURE = new RegExp(
  `^(?:${NUMBER}${UNIT}?|${NUMBER}(?:/${NUMBER}){1,3}${UNIT}?|${CLOCK}|${DATE}(?:[t_]${CLOCK})?|0x[0-9a-f]{1,8}|[0-3]?\\d(?:st|nd|rd|th))$`,
  'i',
);
const VERSION = new RegExp(`^v?\\d{1,5}(?:\\.\\d{1,6}){1,3}${BUILD}$`, 'i');
/** `10.77/16`, `192.168.177`: networks as `netstat` shortens them. Also versions of macOS, which then need their word. */
const LIKE_PRIVATE =
  /^v?(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:[./]|$)/i;
const FOUR_BYTES = /^v?(\d{1,3}(?:\.\d{1,3}){3})$/i;

function isFigure(core: string, { before, after }: Around): boolean {
  if (/^\d{6,12}$/.test(core)) return /^\s?(?:bytes|bits|packets|ms|us|kB|MB|KiB|MiB)\b/.test(after);
  const isList = /^[\d.]+\/\d{1,2}$/.test(core);
  if (FIGURE.test(core)) return !(isList && LIKE_PRIVATE.test(core));
  if (!VERSION.test(core)) return false;
  const bytes = FOUR_BYTES.exec(core)?.[1];
  const isAddress = bytes !== undefined && parseIpAddress(bytes) !== null;
  if (isAddress) return isVersionAddress(bytes, `${before}${core.slice(0, -bytes.length)}`);
  return !LIKE_PRIVATE.test(core) || /(?:macos|os x|darwin)\W*$/i.test(before);
}

/** Four small numbers are a version behind that word, and never where they would be an address of a private network. */
export function isVersionAddress(address: string, before: string): boolean {
  return /(?:\bv|version\W{1,3})$/i.test(before) && addressKind(address) === 'public';
}

/** `link#4`, `port:443`, `HTTP/1.1`, `min/avg/max`. */
function isLabelled(core: string): boolean {
  const [, word = '', rest = ''] = /^([a-z]{2,20})[:/](\d{1,5}(?:\.\d{1,3})?)$/i.exec(core) ?? [];
  if (rest !== '') return isKnownWord(word);
  return /^min\/avg\/max(?:\/(?:mdev|stddev))?$/.test(core);
}

const ADDRESS = /^\[?([\da-f:.]+?)\]?((?:[:/]\d{1,5})?)$/i;
/** As macOS prints it. */
const DOTTED_PORT = /^(\d{1,3}(?:\.\d{1,3}){3})(\.\d{1,5})$/;

/** A published address with its port, or its stand-in; null for what is none. */
function addressOf(core: string, naming: Naming): string | null {
  const [, address = '', behind = ''] = DOTTED_PORT.exec(core) ?? ADDRESS.exec(core) ?? [];
  const literal = address === '' ? null : naming.address(address);
  if (literal === null) return null;
  return `${core.startsWith('[') ? `[${literal}]` : literal}${behind}`;
}

/** With a port where one stands behind it. */
const STAND_IN =
  '(?:host|user|wifi|vpn|mac|name|path|word|identifier|private6?|public6?|linklocal6?|nat646|address6?)-\\d{1,6}(?::\\d{1,5})?(?![\\p{L}\\p{N}])';
const ATOM = new RegExp(`${STAND_IN}|\\d{4}-\\d{2}-\\d{2}(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}\\p{M}]+`, 'gu');
const PART = new RegExp(
  `${STAND_IN}|(?:[\\p{L}\\p{N}_-]{1,63}\\.){1,10}\\p{L}[\\p{L}\\p{N}-]{1,24}|${ATOM.source}`,
  'gu',
);
const IS_STAND_IN = new RegExp(`^${STAND_IN}$`, 'u');
/** `HTTPSProxy` is HTTPS and Proxy. */
const HUMP = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
const MIXED = new Set(
  (
    'ipv4 ipv6 tcp4 tcp6 tcp46 udp4 udp6 udp46 ip4 ip6 inet6 icmp6 icmpv6 dhcpv4 dhcpv6 utf8 utf16 sha1 sha256 sha384 sha512 md5 x64 x86 amd64 arm64 i386 i686 win32 win64 http2 http3 h2 h3 ' +
    'tls1 tlsv1 sslv3 base64 aes128 aes256 ed25519 p256 p384 secp256r1 x25519 wpa2 wpa3 mp4 h264 h265 vp8 vp9 libssl3 oauth2 saml2 f5 e2e url2 dot1x 8021x'
  ).split(' '),
);

function isKnownAtom(atom: string): boolean {
  if (IS_STAND_IN.test(atom) || /^\d{4}-\d{2}-\d{2}$/.test(atom)) return true;
  if (/^[a-z]$/i.test(atom) || MIXED.has(atom.toLowerCase()) || /^0x[0-9a-f]{1,8}$/i.test(atom)) return true;
  if (/\d/.test(atom)) return /[a-z]/i.test(atom) && GENERIC_INTERFACE.test(atom);
  return isKnownWord(atom) || isKnownCamel(atom);
}

function isKnownCamel(atom: string): boolean {
  const humps = atom.match(HUMP) ?? [];
  return (
    humps.length > 1 &&
    humps.join('') === atom &&
    humps.every((hump) => hump.length === 1 || isKnownWord(hump))
  );
}
