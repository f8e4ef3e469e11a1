/** A destination as people and firewalls write it. Pure; what is not understood is null, never a guess. */
import ipaddr from 'ipaddr.js';
import { parseHostName } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import { addressToInteger, parseCidr, parseRange, type IpInterval } from '../../regions/ip-interval.ts';
import type { AuditTarget } from './audit-entry.ts';

/** Words for "everything" in the exports of firewalls. */
const ANYWHERE: ReadonlySet<string> = new Set([
  ...[
    'any',
    '*',
    'all',
    'everywhere',
    'anywhere',
    'internet',
    'alle',
    'beliebig',
    'tous',
    'toutes',
    'todos',
    'cualquiera',
  ],
  ...['すべて', '任意', 'any address', 'any ip'],
]);
const FAMILY_WORDS: ReadonlyMap<string, string> = new Map([
  ['any4', '0.0.0.0/0'],
  ['any-ipv4', '0.0.0.0/0'],
  ['any-ipv6', '::/0'],
  ['any6', '::/0'],
]);

/** Address, block, `address/mask`, `address mask`, `first-last`, name, `*.name`, `.name`, URL. Null when it is none. */
export function parseDestination(written: string): AuditTarget | null {
  const text = written.trim().toLowerCase();
  if (ANYWHERE.has(text)) return { kind: 'anywhere' };
  const interval = parseWrittenBlock(FAMILY_WORDS.get(text) ?? text);
  if (interval) return { kind: 'addresses', intervals: [interval] };
  const host = text
    .replace(/^[a-z]+:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/:\d+$/, '');
  const suffix = /^\*?\.(.+)$/.exec(host)?.[1];
  if (suffix !== undefined) return parseHostName(suffix) === null ? null : { kind: 'wildcard', suffix };
  const name = parseHostName(host);
  return name === null ? null : { kind: 'name', name };
}

/** Several in one cell, as firewalls export groups (a space is no separator: it may stand before a mask); null when one is none. */
export function parseDestinations(written: string): readonly AuditTarget[] | null {
  const whole = parseDestination(written);
  if (whole) return [whole];
  const parts = written.split(/[,;|\r\n]+/).filter((part) => part.trim() !== '');
  const targets = parts.map(parseDestination);
  return targets.length > 1 && targets.every((target) => target !== null) ? targets : null;
}

/** Why a destination was not understood, as exactly as can be said. */
export function destinationProblem(written: string): string {
  const [address = '', prefix] = written.trim().split('/');
  return prefix !== undefined && addressToInteger(address) !== null
    ? 'bits behind the prefix are set, so nobody can tell which block is meant'
    : 'the destination is no block, address, range or name';
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
