/** What belongs to the service and is therefore never hidden: its names and addresses, as the tables and the answers for them say. */
import ipaddr from 'ipaddr.js';
import { addressKind, parseIpAddress } from '../core/address.ts';
import type { Evidence } from '../evidence/index.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Tables } from '../regions/model.ts';

export interface ServiceFacts {
  /** The host with every label that no table knows replaced by `hide`; null when the host is none of the service's. */
  readonly hostWithHidden: (host: string, hide: (label: string) => string) => string | null;
  /** A part of a service's name: a machine or a person of that name hides it in its own field, never in the texts of every bundle. */
  readonly isServiceWord: (word: string) => boolean;
  /** `address` in canonical form. */
  readonly isServiceAddress: (address: string) => boolean;
}

/** Names that this program asks although no table lists them: the captive-portal control, and the zone of the control that cannot exist. */
const OWN_CONTROLS = ['clients.amazonworkspaces.com', 'com'];
/** Names in the certificates of public authorities. */
const AUTHORITIES =
  /(?:^|\.)(?:amazontrust|digicert|verisign|globalsign|sectigo|comodoca|entrust|letsencrypt|starfieldtech|godaddy|usertrust|identrust|thawte|geotrust)\.(?:com|net|org)$/;
const SUFFIXES =
  /(?:^|\.)(?:amazonworkspaces\.com|amazonaws\.com|amazonaws-us-gov\.com|aws-us-gov\.com|awsapps\.com|amazon\.com|cloudfront\.net|signin\.aws|api\.aws|a2z\.com|aws)$/;

/** `*` and `<directory id>`: the tables' own words where a label is not known. */
const PLACEHOLDER = /^(?:\*|<[a-z ]+>)$/;

export function serviceFacts(tables: Tables, record: RunRecord | null): ServiceFacts {
  const hosts = new Set([...OWN_CONTROLS, ...tables.regions.flatMap(hostsOf)]);
  const labels = new Set([...hosts].flatMap((host) => host.split('.')));
  const words = new Set([...labels].flatMap((label) => [label, ...label.split('-')]));
  const addresses = new Set([...tables.regions.flatMap(addressesOf), ...answersFor(record, hosts)]);
  const blocks = tables.regions.flatMap(blocksOf).map((cidr) => ipaddr.parseCIDR(cidr));
  const known = new Map<string, boolean>();
  const isServiceAddress = (address: string): boolean => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const answer = addresses.has(address) || isInside(address, blocks);
    known.set(address, answer);
    return answer;
  };
  const hostWithHidden: ServiceFacts['hostWithHidden'] = (host, hide) => {
    if (hosts.has(host) || AUTHORITIES.test(host)) return host;
    if (!SUFFIXES.test(host)) return null;
    return host
      .split('.')
      .map((label) => (labels.has(label) || PLACEHOLDER.test(label) ? label : hide(label)))
      .join('.');
  };
  return { hostWithHidden, isServiceAddress, isServiceWord: (word) => words.has(word) };
}

type Region = Tables['regions'][number];

function hostsOf({ endpoints, healthCheck, dcv, code }: Region): string[] {
  const named = [
    ...endpoints.filter(({ placeholder }) => placeholder !== 'host').map(({ host }) => host),
    ...(healthCheck ? [healthCheck.host, healthCheck.hostIpv6 ?? healthCheck.host] : []),
    ...(dcv?.domains ?? []).map(({ name }) => name.replace(/^\*\./, '')),
    ...endpoints
      .filter(({ placeholder }) => placeholder === 'host')
      .map(({ host }) => host.replace(/^[^.]*\./, '')),
  ];
  return [...named, `${code}.amazonaws.com`];
}

function addressesOf({ healthCheck }: Region): string[] {
  return (healthCheck?.addresses ?? []).map(({ address }) => address);
}

function blocksOf({ pcoip, dcv }: Region): string[] {
  const cidrs = dcv === null ? [] : [...dcv.ranges, ...dcv.aga, ...dcv.ipv6];
  const all = pcoip === null ? cidrs : [...cidrs, ...pcoip.ipv6];
  return [...all.map(({ cidr }) => cidr), ...(pcoip?.ranges ?? []).flatMap((range) => range.cidrs)];
}

function isInside(address: string, blocks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return blocks.some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never),
  );
}

/** Public addresses that DNS gave for the service's own names, unless they are this machine's. */
function answersFor(record: RunRecord | null, hosts: ReadonlySet<string>): string[] {
  if (record === null) return [];
  const evidence = Object.values(record.observations).flatMap((observed) =>
    observed.outcome === 'completed' ? [observed.evidence] : [],
  );
  const own = new Set([...ownAddresses(record), ...evidence.flatMap(outsideOf)]);
  return evidence
    .flatMap((one) => (one.kind === 'dns' && hosts.has(one.host) ? answersOf(one) : []))
    .flatMap((address) => parseIpAddress(address) ?? [])
    .filter((address) => addressKind(address) === 'public' && !own.has(address));
}

function answersOf(evidence: Extract<Evidence, { kind: 'dns' }>): readonly string[] {
  return [
    ...(evidence.system?.addresses ?? []),
    ...evidence.servers.flatMap((answer) => (answer.failure === null ? answer.addresses : [])),
  ];
}

function ownAddresses({ host }: RunRecord): string[] {
  const all = [
    ...host.interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address)),
    ...host.defaultGateways.map(({ address }) => address),
    ...host.dnsServers.map(({ address }) => address),
  ];
  return all.flatMap((address) => parseIpAddress(address) ?? []);
}

/** Under which address a server told that it sees this machine. */
export function outsideOf(evidence: Evidence): string[] {
  if (evidence.kind === 'peer-nat')
    return evidence.seen.flatMap(({ outsideAddress }) => outsideAddress ?? []);
  const told =
    evidence.kind === 'stun'
      ? evidence.reply?.mappedAddress
      : evidence.kind === 'peer-tcp' || evidence.kind === 'stamp'
        ? evidence.outsideAddress
        : null;
  return told ? [told] : [];
}
