/**
 * The stand-ins of one bundle: the same real thing is the same word everywhere, and the word says what sort of thing it is. Numbers go by
 * first sight, so two bundles share none of them. An address keeps its family and its sort, because judging needs both.
 */
import type { StandInKind } from '../core/words.ts';
import { addressKind, familyOf, type AddressKind } from '../core/address.ts';

export interface StandIn {
  readonly standIn: string;
  readonly kind: StandInKind;
}

export interface StandIns {
  /** The stand-in of a name; upper and lower case are one name. */
  nameFor(kind: Exclude<StandInKind, 'private-address' | 'public-address'>, real: string): string;
  /** `address` in canonical form. */
  addressFor(address: string): string;
  /** Another spelling of something that has a stand-in already. */
  alias(standIn: string, real: string): void;
  /** Every real name with its stand-in (no addresses), lower case. */
  names(): ReadonlyMap<string, string>;
  list(): readonly StandIn[];
}

const WORD: Readonly<Record<string, string>> = {
  host: 'host',
  user: 'user',
  wifi: 'wifi',
  vpn: 'vpn',
  mac: 'mac',
  name: 'name',
  path: 'path',
};

/** The word of each sort of address; absent sorts are the same on every machine and stay as they are. */
const ADDRESS_WORD: Partial<Readonly<Record<AddressKind, string>>> = {
  private: 'private',
  public: 'public',
  'link-local': 'linklocal',
  nat64: 'nat64',
  other: 'address',
};

/** Multicast and broadcast: fixed numbers of standards. */
const COMMON = /^(?:2(?:2[4-9]|3\d)\.|255\.255\.255\.255$|ff[0-9a-f]{2}:)/;

/** Whether the address is the same on every machine: loopback, unspecified, documentation, multicast. */
export function isCommonAddress(address: string): boolean {
  return ADDRESS_WORD[addressKind(address)] === undefined || COMMON.test(address);
}

export function makeStandIns(): StandIns {
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();
  const listed: StandIn[] = [];
  const counts = new Map<string, number>();
  const next = (word: string, kind: StandInKind): string => {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    const standIn = `${word}-${count}`;
    listed.push({ standIn, kind });
    return standIn;
  };
  return {
    nameFor(kind, real) {
      const key = real.toLowerCase();
      const made = names.get(key) ?? next(WORD[kind] ?? kind, kind);
      names.set(key, made);
      return made;
    },
    addressFor(address) {
      const sort = addressKind(address);
      const word = `${ADDRESS_WORD[sort] ?? 'address'}${familyOf(address) === 6 ? '6' : ''}`;
      const made =
        addresses.get(address) ?? next(word, sort === 'public' ? 'public-address' : 'private-address');
      addresses.set(address, made);
      return made;
    },
    alias(standIn, real) {
      if (!names.has(real.toLowerCase())) names.set(real.toLowerCase(), standIn);
    },
    names: () => names,
    list: () => listed,
  };
}

/** Addresses of the same sort and family that stand for stand-ins while a bundle is judged again; nobody's machine has them. */
const REPRESENTATIVE: Readonly<Record<string, (high: number, low: number) => string>> = {
  private: (high, low) => `10.255.${high}.${low}`,
  private6: (high, low) => `fd00:ffff::${hex(high, low)}`,
  public: (high, low) => `11.255.${high}.${low}`,
  public6: (high, low) => `2600:ffff::${hex(high, low)}`,
  linklocal: (high, low) => `169.254.${high}.${low}`,
  linklocal6: (high, low) => `fe80::ffff:${hex(high, low)}`,
  nat646: (high, low) => `64:ff9b::bff:${hex(high, low)}`,
  address: (high, low) => `240.255.${high}.${low}`,
  address6: (high, low) => `100::${hex(high, low)}`,
};

function hex(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}

const ADDRESS_STAND_IN = /\b(private6?|public6?|linklocal6?|nat646|address6?)-(\d{1,5})\b/g;

/** The address that a stand-in is judged as; null for a word that stands for no address. */
export function representativeOf(standIn: string): string | null {
  const [, word = '', digits = ''] = /^([a-z]+[0-9]*)-(\d{1,5})$/.exec(standIn) ?? [];
  const make = Object.hasOwn(REPRESENTATIVE, word) ? REPRESENTATIVE[word] : undefined;
  const count = Number(digits);
  return make === undefined || count > 65_535 ? null : make(count >> 8, count & 255);
}

/** Whether a text holds a stand-in of any kind. */
export function holdsStandIn(text: string): boolean {
  return /\b(?:host|user|wifi|vpn|mac|name|path|word|private6?|public6?|linklocal6?|nat646|address6?)-\d{1,6}\b/.test(
    text,
  );
}

/** Every address stand-in of a text, once each. */
export function addressStandInsIn(text: string): readonly string[] {
  return [...new Set(text.match(ADDRESS_STAND_IN) ?? [])];
}
