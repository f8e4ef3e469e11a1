/** How each fact of a Region is added to, removed from and replaced by an overlay. Pure; what does not fit gives its reason as a text. */
import { addressKind, isMapped, parseHostName, parseIpAddress } from '../core/address.ts';
import type { Family, Protocol } from '../core/words.ts';
import { parsePrintedEndpoint } from './endpoint-url.ts';
import {
  integerToAddress,
  intervalToCidrs,
  isTooWide,
  parseCidr,
  parseRange,
  WIDEST_PREFIX,
} from './ip-interval.ts';
import type { Region } from './model.ts';
import { categoryNeed } from './needs.ts';
import type { OverlayChange } from './overlay-schema.ts';

type Source = Region['endpoints'][number]['source'];
type Addition = {
  readonly value: string;
  readonly category?: string | undefined;
  readonly protocols?: Protocol[] | undefined;
  /** What nobody has proved of the fact. */
  readonly doubt?: string | undefined;
};
type FactName = Extract<OverlayChange, { fact: string }>['fact'];

export interface Editor {
  add(region: Region, addition: Addition, source: Source): Region | string;
  /** Null when the value is not there. */
  remove(region: Region, value: string): Region | null;
  /** Null when the value is not there. What the change does not say is taken over from the old fact. */
  replace(region: Region, change: { value: string; with: string }, source: Source): Region | string | null;
}

/** Conflict of facts that an overlay marks as doubtful. */
const OVERLAY_DOUBT = 'T05';

function doubtBy({ doubt }: Addition): Region['endpoints'][number]['doubt'] {
  return doubt === undefined ? null : { conflict: OVERLAY_DOUBT, text: doubt };
}

interface ListSpec<Item> {
  get(region: Region): readonly Item[];
  set(region: Region, items: Item[]): Region | string;
  /** The item, or why the value is none. */
  make(addition: Addition, source: Source): Item | string;
  key(item: Item): string;
  /** Whether a person means this item by `value`; absent: by its key. */
  means?(item: Item, value: string): boolean;
  /** What a replacement takes over. */
  keep?(item: Item): Omit<Addition, 'value'>;
}

function listEditor<Item extends { readonly doubt: ReturnType<typeof doubtBy> }>(
  spec: ListSpec<Item>,
): Editor {
  const means = (item: Item, value: string): boolean => spec.means?.(item, value) ?? spec.key(item) === value;
  return {
    add(region, addition, source) {
      const item = spec.make(addition, source);
      if (typeof item === 'string') return item;
      const items = spec.get(region);
      if (items.some((other) => spec.key(other) === spec.key(item)))
        return `${region.code} has ${addition.value} already`;
      return spec.set(region, [...items, { ...item, doubt: doubtBy(addition) }]);
    },
    remove(region, value) {
      const items = spec.get(region).filter((item) => !means(item, value));
      if (items.length === spec.get(region).length) return null;
      const changed = spec.set(region, items);
      return typeof changed === 'string' ? null : changed;
    },
    replace(region, change, source) {
      const old = spec.get(region).find((item) => means(item, change.value));
      if (old === undefined) return null;
      const item = spec.make({ ...spec.keep?.(old), value: change.with }, source);
      if (typeof item === 'string') return item;
      return spec.set(
        region,
        spec.get(region).map((other) => (other === old ? item : other)),
      );
    },
  };
}

type Health = NonNullable<Region['healthCheck']>;
type Dcv = NonNullable<Region['dcv']>;
type Pcoip = NonNullable<Region['pcoip']>;

const NO_HEALTH_CHECK = 'the Region has no health-check name; add that first';

function makeCidr({ value }: Addition, source: Source): Dcv['ranges'][number] | string {
  const interval = value.includes('/') ? parseCidr(value) : null;
  if (interval === null) return `${value} is no CIDR block (bits behind the prefix must be 0)`;
  return isTooWide(interval) ? tooWide(value) : { cidr: value, source, doubt: null };
}

/** A block of the other family would be opened without --ipv6, or only with it. */
function makeCidrOf(family: Family): typeof makeCidr {
  return (addition, source) =>
    [family, undefined].includes(parseCidr(addition.value)?.family)
      ? makeCidr(addition, source)
      : otherFamily(addition.value, family);
}

function otherFamily(value: string, family: Family): string {
  return `${value} is not of IPv${family}; the other family has a fact of its own`;
}

function tooWide(value: string): string {
  return `${value} is wider than any range of a service (accepted: at most a /${WIDEST_PREFIX[4]}, for IPv6 a /${WIDEST_PREFIX[6]})`;
}

/** `first - last`, or a CIDR block. */
function makeRange({ value }: Addition, source: Source): Pcoip['ranges'][number] | string {
  const [from = '', to = ''] = value.split(/\s*-\s*/);
  const interval = value.includes('/') ? parseCidr(value) : parseRange(from, to);
  if (interval === null) return `${value} is no range of addresses (first - last, or a CIDR block)`;
  if (interval.family !== 4) return otherFamily(value, 4);
  if (isTooWide(interval)) return tooWide(value);
  const start = integerToAddress(interval.first, interval.family);
  const end = integerToAddress(interval.last, interval.family);
  return { start, end, cidrs: intervalToCidrs(interval), source, doubt: null };
}

function makeEndpoint({ value, category }: Addition, source: Source): Region['endpoints'][number] | string {
  const parsed = parsePrintedEndpoint(value);
  const need = category === undefined ? null : categoryNeed(category);
  if (parsed === null) return `${value} is no endpoint (accepted: a host name, or https://name/path)`;
  if (category === undefined) return `${value} needs a "category" of the tables, such as "captcha"`;
  if (need === null) return `${category} is no category of the tables (accepted: such as "captcha")`;
  const family = category.endsWith('Ipv6') ? '6' : 'any';
  const fips = /fips/i.test(`${category} ${parsed.host}`);
  return { category, need: need.need, url: value, ...parsed, family, fips, source, doubt: null };
}

function withProtocol(region: Region, protocol: Protocol): Region {
  return region.protocols.includes(protocol)
    ? region
    : { ...region, protocols: [...region.protocols, protocol] };
}

function dcvList(part: 'ranges' | 'aga' | 'ipv6'): Editor {
  return listEditor({
    get: ({ dcv }) => dcv?.[part] ?? [],
    set: (region, items) => setDcv(region, { [part]: items }),
    make: makeCidrOf(part === 'ipv6' ? 6 : 4),
    key: ({ cidr }) => cidr,
  });
}

function setDcv(region: Region, part: Partial<Dcv>): Region {
  const dcv = region.dcv ?? { ranges: [], aga: [], ipv6: [], domains: [] };
  return { ...withProtocol(region, 'dcv'), dcv: { ...dcv, ...part } };
}

function setPcoip(region: Region, part: Partial<Pcoip>): Region {
  const pcoip = region.pcoip ?? { ranges: [], ipv6: [] };
  return { ...withProtocol(region, 'pcoip'), pcoip: { ...pcoip, ...part } };
}

/** The list is trusted again when no doubtful address is left in it. */
function setAddresses(region: Region, addresses: Health['addresses']): Region | string {
  if (region.healthCheck === null) return NO_HEALTH_CHECK;
  const addressesTrusted = addresses.every(({ doubt }) => doubt === null);
  return { ...region, healthCheck: { ...region.healthCheck, addresses, addressesTrusted } };
}

function setHost(region: Region, host: string, source: Source): Region | string {
  if (parseHostName(host) !== host) return `${host} is no host name`;
  const none = { hostIpv6: null, hostIpv6Provenance: null, addresses: [], addressesTrusted: true };
  return { ...region, healthCheck: { ...none, ...region.healthCheck, host, source, doubt: null } };
}

function setHostIpv6(region: Region, host: string | null, source: Source | null): Region | string {
  if (region.healthCheck === null) return NO_HEALTH_CHECK;
  if (host !== null && parseHostName(host) !== host) return `${host} is no host name`;
  const hostIpv6Provenance = source === null ? null : { source, doubt: null };
  return { ...region, healthCheck: { ...region.healthCheck, hostIpv6: host, hostIpv6Provenance } };
}

const hostEditor: Editor = {
  add: (region, { value }, source) =>
    region.healthCheck === null
      ? setHost(region, value, source)
      : `${region.code} has a health-check name; replace it`,
  remove: (region, value) => (region.healthCheck?.host === value ? { ...region, healthCheck: null } : null),
  replace: (region, change, source) =>
    region.healthCheck?.host === change.value ? setHost(region, change.with, source) : null,
};

const hostIpv6Editor: Editor = {
  add: (region, { value }, source) => setHostIpv6(region, value, source),
  remove(region, value) {
    const changed = region.healthCheck?.hostIpv6 === value ? setHostIpv6(region, null, null) : null;
    return typeof changed === 'string' ? null : changed;
  },
  replace: (region, change, source) =>
    region.healthCheck?.hostIpv6 === change.value ? setHostIpv6(region, change.with, source) : null,
};

export const EDITORS: Readonly<Record<FactName, Editor>> = {
  'healthCheck.host': hostEditor,
  'healthCheck.hostIpv6': hostIpv6Editor,
  'healthCheck.addresses': listEditor({
    get: ({ healthCheck }) => healthCheck?.addresses ?? [],
    set: setAddresses,
    // A connection to such an address reaches this computer, and would find its ports open.
    make: ({ value }, source) =>
      parseIpAddress(value) === value &&
      !['unspecified', 'loopback'].includes(addressKind(value)) &&
      !isMapped(value)
        ? { address: value, source, doubt: null }
        : `${value} is no IP address of a server`,
    key: ({ address }) => address,
  }),
  'pcoip.ranges': listEditor({
    get: ({ pcoip }) => pcoip?.ranges ?? [],
    set: (region, ranges) => setPcoip(region, { ranges }),
    make: makeRange,
    key: ({ start, end }) => `${start}-${end}`,
    means: ({ start, end, cidrs }, value) =>
      value.replaceAll(' ', '') === `${start}-${end}` || value === cidrs.join(),
  }),
  'pcoip.ipv6': listEditor({
    get: ({ pcoip }) => pcoip?.ipv6 ?? [],
    set: (region, ipv6) => setPcoip(region, { ipv6 }),
    make: makeCidrOf(6),
    key: ({ cidr }) => cidr,
  }),
  'dcv.ranges': dcvList('ranges'),
  'dcv.aga': dcvList('aga'),
  'dcv.ipv6': dcvList('ipv6'),
  'dcv.domains': listEditor({
    get: ({ dcv }) => dcv?.domains ?? [],
    set: (region, domains) => setDcv(region, { domains }),
    make({ value }, source) {
      const name = value.replace(/^\*\./, '');
      if (parseHostName(name) !== name) return `${value} is no host name`;
      if (name !== value && !name.includes('.'))
        return `${value} is wider than any name of a service (accepted: *.name.example)`;
      return { name: value, fips: name.includes('fips'), source, doubt: null };
    },
    key: ({ name }) => name,
  }),
  management: listEditor({
    get: ({ management }) => management,
    set: (region, management) => ({ ...region, management }),
    make(addition, source) {
      const fact = makeCidr(addition, source);
      return typeof fact === 'string' ? fact : { ...fact, protocols: addition.protocols ?? ['pcoip', 'dcv'] };
    },
    key: ({ cidr }) => cidr,
    keep: ({ protocols }) => ({ protocols }),
  }),
  endpoints: listEditor({
    get: ({ endpoints }) => endpoints,
    set: (region, endpoints) => ({ ...region, endpoints }),
    make: makeEndpoint,
    key: ({ category, url }) => `${category} ${url}`,
    means: ({ url }, value) => url === value,
    keep: ({ category }) => ({ category }),
  }),
};
