/**
 * Decides for one thing of a known sort (a host, an address, a network's name) what of it stands in the bundle: itself, or its stand-in.
 * Secrets are not its business; texts are `scrub-text.ts`, which asks here for what it finds.
 */
import ipaddr from 'ipaddr.js';
import { addressKind, parseHostName, parseIpAddress } from '../core/address.ts';
import type { RedactionLevel } from '../core/words.ts';
import type { ServiceFacts } from './service-facts.ts';
import { isCommonAddress, makeStandIns, type StandIn, type StandIns } from './stand-ins.ts';

export interface NamingOptions {
  readonly level: RedactionLevel;
  /** Public addresses stay: IP access control groups need them. */
  readonly publicAddress: boolean;
  readonly service: ServiceFacts;
}

export interface Naming {
  readonly hidesNames: boolean;
  /** Whether texts keep the word although somebody bears it. */
  isServiceWord(word: string): boolean;
  address(text: string): string | null;
  /** Also `*.example.com`, single labels and literal addresses. */
  host(text: string): string;
  mac(text: string): string;
  interfaceName(text: string): string;
  name(kind: 'user' | 'wifi' | 'vpn' | 'name' | 'path' | 'host', text: string): string;
  /** A TXT value, which is the connection identifier of a registration: hidden at every level, but for whether it has that form. */
  identifier(text: string): string;
  /** Another spelling of a host or a user that has a stand-in. */
  alias(standIn: string, real: string): void;
  names(): ReadonlyMap<string, string>;
  list(): readonly StandIn[];
}

/** Resolvers that anybody may use: they say nothing of a person, and a helpdesk wants to see them. */
export const PUBLIC_RESOLVERS: ReadonlySet<string> = new Set([
  '1.0.0.1',
  '1.1.1.1',
  '8.8.4.4',
  '8.8.8.8',
  '9.9.9.9',
  '149.112.112.112',
  '208.67.220.220',
  '208.67.222.222',
  '2001:4860:4860::8844',
  '2001:4860:4860::8888',
  '2606:4700:4700::1001',
  '2606:4700:4700::1111',
  '2620:fe::fe',
]);

/** Names that operating systems give to interfaces by themselves, letters with their numbers behind; a name of somebody's choice is his. */
export const GENERIC_INTERFACE =
  /^(?:(?:en|eth|wlan|wlp|wwan|wwp|enp|ens|eno|em|lo|utun|tun|tap|ppp|wg|ipsec|gif|stf|awdl|llw|ap|bridge|br|docker|veth|virbr|bond|team|p2p|sit|ip6tnl|vmnet|vboxnet|anpi|pflog|tailscale)(?:-?[\da-f]{0,6}\d(?:[\da-f.@:-]|(?:np|if|[g-z])(?=\d)){0,14})?|(?:wi-?fi|wlan|ethernet|local area connection|loopback pseudo-interface)[ *\d]{0,6})$/i;

/** systemd names a USB adapter by its hardware address. */
const MAC_INTERFACE = /^(enx|wlx|wwx)([0-9a-f]{12})$/i;

export function makeNaming({ level, publicAddress, service }: NamingOptions): Naming {
  const standIns = makeStandIns();
  const hidesNames = level !== 'full';
  const identifiers = new Map<string, number>();
  const address = (text: string): string | null => {
    const canonical = canonicalAddress(text);
    if (canonical === null) return null;
    if (isCommonAddress(canonical) || service.isServiceAddress(canonical)) return canonical;
    if (PUBLIC_RESOLVERS.has(canonical)) return canonical;
    const stays = addressKind(canonical) === 'public' ? publicAddress : !hidesNames;
    return stays ? canonical : standIns.addressFor(canonical);
  };
  const host = (text: string): string => address(text) ?? hostOf(text, { hidesNames, service, standIns });
  return {
    hidesNames,
    isServiceWord: (word) => service.isServiceWord(word),
    address,
    host,
    mac: (text) => (hidesNames ? macOf(text, standIns) : text),
    interfaceName: (text) => {
      if (!hidesNames || GENERIC_INTERFACE.test(text)) return text;
      // As scrub-text.ts finds it in texts.
      const [, lead = '', digits = ''] = MAC_INTERFACE.exec(text) ?? [];
      return digits === '' ? standIns.nameFor('vpn', text) : `${lead}-${macOf(digits, standIns)}`;
    },
    name: (kind, text) => {
      if (!hidesNames) return text;
      const standIn = standIns.nameFor(kind, text);
      standIns.alias(standIn, encodeURIComponent(text));
      return standIn;
    },
    identifier: (text) => {
      const number = identifiers.get(text) ?? identifiers.size + 1;
      identifiers.set(text, number);
      // technical-facts A.6: letters and digits, 1 to 20.
      return /^[a-zA-Z0-9]{1,20}$/.test(text) ? `identifier${number}` : `no identifier ${number}`;
    },
    alias: (standIn, real) => {
      if (hidesNames) standIns.alias(standIn, real);
    },
    names: () => standIns.names(),
    list: () => standIns.list(),
  };
}

/** IPv4 also with leading zeros and inside IPv6; without zone. */
function canonicalAddress(text: string): string | null {
  const plain = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number).join('.') : text;
  const parsed = parseIpAddress(plain);
  if (parsed === null) return null;
  const address = ipaddr.process(parsed);
  return address.kind() === 'ipv4' ? address.toString() : parsed;
}

interface HostContext {
  readonly hidesNames: boolean;
  readonly service: ServiceFacts;
  readonly standIns: StandIns;
}

function hostOf(text: string, { hidesNames, service, standIns }: HostContext): string {
  const lead = /^\*?\./.exec(text)?.[0] ?? '';
  const bare = text.slice(lead.length).trim().toLowerCase().replace(/\.$/, '');
  if (!hidesNames || bare === '' || bare === 'localhost') return text;
  const kept = service.hostWithHidden(bare, (label) => standIns.nameFor('name', label));
  if (kept !== null) return `${lead}${kept}`;
  return `${lead}${standInOfHost(bare, standIns)}`;
}

/** `laptop.corp.example` is the machine that `laptop` is. */
function standInOfHost(host: string, standIns: StandIns): string {
  const first = parseHostName(host) === null ? host : (host.split('.')[0] ?? host);
  const known = standIns.names().get(host) ?? standIns.names().get(first);
  if (known?.startsWith('host-') !== true) return standIns.nameFor('host', host);
  standIns.alias(known, host);
  return known;
}

/** Every spelling of a hardware address is the same twelve digits; the bare form is found in texts as well. */
function macOf(text: string, standIns: StandIns): string {
  const digits = macDigits(text);
  if (digits === null) return standIns.nameFor('mac', text);
  return /^(?:0{12}|f{12})$/.test(digits) ? text : standIns.nameFor('mac', digits);
}

function macDigits(text: string): string | null {
  const parts = text.toLowerCase().split(/[:-]/);
  const joined = parts.length === 6 ? parts.map((part) => part.padStart(2, '0')).join('') : parts.join('');
  const digits = joined.replaceAll('.', '');
  return /^[0-9a-f]{12}$/.test(digits) ? digits : null;
}
