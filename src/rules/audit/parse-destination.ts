/** A destination as people and firewalls write it. Pure; what is not understood is null, never a guess. */
import ipaddr from 'ipaddr.js';
import { parseHostName } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import { addressToInteger, parseCidr, parseRange, type IpInterval } from '../../regions/ip-interval.ts';
import { isAnyWord } from './any-word.ts';
import type { AuditTarget, AuditWords } from './audit-entry.ts';

/** Words for "everything" that only a destination has. */
const ANYWHERE: ReadonlySet<string> = new Set(['everywhere', 'anywhere', 'internet']);
const FAMILY_WORDS: ReadonlyMap<string, string> = new Map([
  ['any4', '0.0.0.0/0'],
  ['any-ipv4', '0.0.0.0/0'],
  ['any-ipv6', '::/0'],
  ['any6', '::/0'],
]);

/** Address, block, `address/mask`, `address mask`, `first-last`, name, `*.name`, `.name`, URL, `name (address)`. Null when it is none. */
export function parseDestination(written: string): AuditTarget | null {
  const trimmed = written.trim();
  // Most of a long file is plain blocks.
  const block = parseCidr(trimmed);
  if (block !== null) return { kind: 'addresses', intervals: [block] };
  const text = trimmed.toLowerCase().replaceAll(/\s*\/\s*/g, '/');
  if (ANYWHERE.has(text) || (!NOTHING.has(text) && isAnyWord(text))) return { kind: 'anywhere' };
  const interval = parseWrittenBlock(FAMILY_WORDS.get(text) ?? text) ?? parseBracketed(text);
  return interval === null ? parseName(text) : { kind: 'addresses', intervals: [interval] };
}

/** An empty cell names no destination. */
const NOTHING: ReadonlySet<string> = new Set(['', '-']);

function parseName(text: string): AuditTarget | null {
  const host = text
    .replace(/^[a-z]+:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/:\d+$/, '');
  const suffix = /^\*?\.(.+)$/.exec(host)?.[1];
  if (suffix !== undefined) return parseHostName(suffix) === null ? null : { kind: 'wildcard', suffix };
  const name = isPublicName(host) ? parseHostName(host) : null;
  return name === null ? null : { kind: 'name', name };
}

/** A word without a dot, or with figures or one letter (`192.0.2.x`) behind the last one, is the name of somebody's object: what it holds nobody can tell. */
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]+\.?$/.test(host);
}

/** People write the name of an object and its address in brackets, or the other way round. */
function parseBracketed(text: string): IpInterval | null {
  const [, before = '', inside = ''] = /^([^()[\]]*)[([]([^()[\]]+)[)\]]$/.exec(text) ?? [];
  if (inside === '') return null;
  return parseWrittenBlock(inside.trim()) ?? parseWrittenBlock(before.trim());
}

const LISTED = /[,;|\r\n]+/;

/** Several in one cell, as firewalls export groups; a blank separates what is whole by itself, for it may stand before a mask. Null when one is none. */
export function parseDestinations(written: string): readonly AuditTarget[] | null {
  const whole = parseDestination(written);
  if (whole) return [whole];
  // What begins with 255 or 0 is a mask, and one that no reader knew.
  const hasMask = /\s(255|0)\.\d+\.\d+\.\d+/.test(written);
  for (const separator of hasMask ? [LISTED] : [LISTED, /[\s,;|]+/]) {
    const parts = written.split(separator).filter((part) => part.trim() !== '');
    const targets = parts.map(parseDestination);
    if (targets.length > 1 && targets.every((target) => target !== null)) return targets;
  }
  return null;
}

/** Why a destination was not understood, as exactly as can be said. */
export function destinationProblem(written: string): keyof AuditWords['doubt'] {
  const [address = '', prefix] = written.trim().split('/');
  return prefix !== undefined && addressToInteger(address) !== null ? 'hostBits' : 'noDestination';
}

function parseWrittenBlock(text: string): IpInterval | null {
  return parseCidr(text) ?? parseWrittenRange(text) ?? parseMasked(text);
}

function parseWrittenRange(text: string): IpInterval | null {
  const [start, end, ...rest] = text.split(/\s*-\s*/);
  return start === undefined || end === undefined || rest.length > 0 ? null : parseRange(start, end);
}

/** `10.0.0.0/255.0.0.0`, `10.0.0.0 255.0.0.0`, and with the bits the other way round (`10.0.0.0 0.255.255.255`). */
function parseMasked(text: string): IpInterval | null {
  const [address, mask, ...rest] = text.split(/\s*\/\s*|\s+/);
  if (address === undefined || mask === undefined || rest.length > 0) return null;
  if (!ipaddr.IPv4.isValidFourPartDecimal(mask)) return null;
  const octets = mask.split('.').map(Number);
  const isWildcard = octets[0] !== 255 && mask !== '0.0.0.0' && octets[3] !== 0;
  const straight = isWildcard ? octets.map((octet) => 255 - octet).join('.') : mask;
  const prefix = ipaddr.IPv4.parse(straight).prefixLengthFromSubnetMask();
  return prefix === null ? null : parseCidr(`${address}/${prefix}`);
}

const WHOLE: Readonly<Record<Family, IpInterval>> = {
  4: { family: 4, first: 0n, last: (1n << 32n) - 1n },
  6: { family: 6, first: 0n, last: (1n << 128n) - 1n },
};

/** All addresses of a family. */
export function wholeFamily(family: Family): IpInterval {
  return WHOLE[family];
}

/** Whether the target is all there is of the family: such an entry lets names out too (by IPv4, which every name has). */
export function isWhole(target: AuditTarget, family: Family): boolean {
  if (target.kind === 'anywhere') return true;
  const { last } = WHOLE[family];
  return (
    target.kind === 'addresses' &&
    target.intervals.some((one) => one.family === family && one.first === 0n && one.last === last)
  );
}
