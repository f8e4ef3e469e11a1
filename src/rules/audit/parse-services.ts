/** Ports and transports as people and firewalls write them, in one cell or in two. Pure. */
import type { Rule } from '../rule.ts';
import type { PortRange } from './audit-entry.ts';
import { isAnyWord } from './any-word.ts';
import { LAST_PORT } from './match.ts';
import { remembered } from './remembered.ts';

type Transport = Rule['transport'];

export interface Service extends PortRange {
  /** Null: the port's cell does not say. */
  readonly transports: readonly Transport[] | null;
}

/** Words for every protocol. */
const ANY_PROTOCOL: ReadonlySet<string> = new Set(['ip', 'both', 'ipv4']);

const isAny = (text: string): boolean => isAnyWord(text) || ANY_PROTOCOL.has(text);

/** Services that are never ours, so that a rule about them is read. Names of IANA and of Cisco. */
const OTHERS =
  'aol=5190 bgp=179 chargen=19 cifs=3020 citrix-ica=1494 cmd=514 ctiqbe=2748 daytime=13 discard=9 echo=7 exec=512 finger=79 ftp-data=20 ftps=990 gopher=70 h323=1720 hostname=101 ident=113 imap=143 imap4=143 imaps=993 irc=194 klogin=543 kshell=544 l2tp=1701 ldaps=636 login=513 lotusnotes=1352 lpd=515 ms-sql-s=1433 mysql=3306 netbios-ssn=139 netbios-ns=137 netbios-dgm=138 nfs=2049 nntp=119 nntps=563 pcanywhere-data=5631 pim-auto-rp=496 pop2=109 pop3=110 pop3s=995 postgresql=5432 pptp=1723 radius=1812 radius-acct=1813 rsh=514 rtsp=554 samba=139 sip=5060 sips=5061 smb=445 smtps=465 snmp=161 snmptrap=162 snmp-trap=162 socks=1080 sqlnet=1521 squid=3128 submission=587 sunrpc=111 syslog=514 tacacs=49 talk=517 tftp=69 time=37 traceroute=33434 uucp=540 vnc=5900 whois=43 winrm=5985 wins=42 x11=6000 xdmcp=177 bootps=67 bootpc=68 dhcp=67 isakmp=500 ike=500 ipsec-nat-t=4500 ms-rpc=135 epmap=135 microsoft-ds=445 http-alt=8080 http-proxy=8080 proxy=8080';

/** Names of IANA's registry and of the predefined objects of firewalls, as far as this project's ports need them. */
const NAMED: ReadonlyMap<string, readonly [number, Transport | null]> = new Map<
  string,
  readonly [number, Transport | null]
>([
  ['http', [80, 'tcp']],
  ['www', [80, 'tcp']],
  ['web', [80, 'tcp']],
  ['https', [443, 'tcp']],
  ['quic', [443, 'udp']],
  ['ssl', [443, 'tcp']],
  ['tls', [443, 'tcp']],
  ['domain', [53, null]],
  ['dns', [53, null]],
  ['ntp', [123, 'udp']],
  ['ssh', [22, 'tcp']],
  ['telnet', [23, 'tcp']],
  ['ftp', [21, 'tcp']],
  ['smtp', [25, 'tcp']],
  ['rdp', [3389, 'tcp']],
  ['ldap', [389, 'tcp']],
  ['kerberos', [88, null]],
  ['pcoip', [4172, null]],
  ...OTHERS.split(' ').map((one): readonly [string, readonly [number, Transport | null]] => {
    const [name = '', port = ''] = one.split('=');
    return [name, [Number(port), null]];
  }),
]);

/** `443`, `4172 - 4195`, `TCP 443, UDP 4195`, `4195 (TCP/UDP)`, `TCP-UDP_4195`, `>1023`, `https`; null: any. Undefined when it is none of these. */
export const parseServices = remembered((written): readonly Service[] | null | undefined => {
  const text = normalized(written);
  if (isAny(text)) return null;
  const parts = text
    .split(/[,;|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const services: Service[] = [];
  for (const part of parts) {
    const own = parsePart(part) ?? spaced(part);
    if (own === null) return undefined;
    // `TCP 80, 443`: the transport stands once, in front.
    const before = services.at(-1)?.transports ?? null;
    const leads = /^(tcp|udp)/.test(parts[0] ?? '');
    services.push(
      ...own.map((one) => (one.transports === null && leads ? { ...one, transports: before } : one)),
    );
  }
  return services.length === 0 ? undefined : services;
});

/** One sort of dash, no blanks around it or around a colon between numbers. */
function normalized(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[‐‑‒–—―−〜～]/g, '-')
    .replaceAll(/(\d)\s*(?:-|\.\.|\bto\b|\bbis\b)\s*(?=\d)/g, '$1-')
    .replaceAll(/(\d)\s*:\s*(?=\d)/g, '$1:')
    .replaceAll(/(\d)\s*(?:[&、]|\b(?:and|und|et|y)\b)\s*(?=\d)/g, '$1,')
    .replaceAll(/([<>]=?)\s+(?=\d)/g, '$1');
}

/** Several in one part, with blanks between them. */
function spaced(part: string): Service[] | null {
  const words = part.split(/\s+/);
  const services = words.map(parsePart);
  return words.length > 1 && services.every((one) => one !== null)
    ? services.flatMap((one) => one ?? [])
    : null;
}

const BOTH = '(?<transport>(?:tcp|udp)(?:\\s*(?:[/&+_-]|and|und|et|y|or|oder|ou)\\s*(?:tcp|udp))?)';
const RANGE = '(?<range>(?:[<>]=?)?\\d{1,5}(?:[-:]\\d{0,5})?)';
const WRITTEN = [
  new RegExp(`^(?:${BOTH}[\\s/:_-]*)?${RANGE}$`),
  new RegExp(`^${RANGE}[\\s/_-]*[([]?${BOTH}[)\\]]?$`),
] as const;

/** `tcp`, `ALL_UDP`, `TCP/UDP any`: every port of it. */
const WHOLE =
  /^(?:(?:all|any)[\s_-]*)?(tcp|udp)(?:\s*(?:[/&+_-]|and|und|et|y)\s*(tcp|udp))?(?:[\s_/:-]*(?:any|all|\*))?$/;

function transportsOf(part: string): readonly Transport[] {
  const [, ...named] = WHOLE.exec(part) ?? [];
  return (['tcp', 'udp'] as const).filter((one) => named.includes(one));
}

function parsePart(part: string): Service[] | null {
  const named = NAMED.get(part.replace(/^service-/, ''));
  if (named) return [{ first: named[0], last: named[0], transports: named[1] === null ? null : [named[1]] }];
  const whole = transportsOf(part);
  if (whole.length > 0) return [{ first: 0, last: LAST_PORT, transports: whole }];
  const groups = WRITTEN.map((form) => form.exec(part)?.groups).find((found) => found !== undefined);
  const range = groups === undefined ? null : parseRange(groups['range'] ?? '');
  if (groups === undefined || range === null) return null;
  const transports = (['tcp', 'udp'] as const).filter((one) => groups['transport']?.includes(one));
  return [{ ...range, transports: transports.length === 0 ? null : transports }];
}

function parseRange(text: string): PortRange | null {
  const [, sign, number = ''] = /^([<>]=?)(\d+)$/.exec(text) ?? [];
  const { first, last } = sign === undefined ? bounds(text) : comparedTo(sign, Number(number));
  return first <= last && last <= LAST_PORT ? { first, last } : null;
}

function bounds(text: string): PortRange {
  const [start = '', end = ''] = text.split(/[-:]/);
  return { first: Number(start), last: Number(end === '' ? start : end) };
}

function comparedTo(sign: string, value: number): PortRange {
  const own = sign.endsWith('=') ? 0 : 1;
  return sign.startsWith('>') ? { first: value + own, last: LAST_PORT } : { first: 0, last: value - own };
}

const FOREIGN: ReadonlySet<string> = new Set([
  'icmp',
  'icmpv6',
  'icmp4',
  'icmp6',
  'gre',
  'esp',
  'ah',
  'igmp',
  'sctp',
  'ospf',
  'eigrp',
  'pim',
  'vrrp',
  '1',
  '2',
  '47',
  '50',
  '51',
  '58',
  '89',
  '132',
  'ipip',
  'l2tp',
]);
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
]);

/** `IPv4 TCP`, `IPv4+6 *` without the family; null for IPv6 alone, for that says nothing about IPv4. */
function withoutFamily(words: readonly string[]): readonly string[] | null {
  if (words.includes('ipv4')) return words.filter((word) => !/^(ipv[46]|4|6)$/.test(word));
  return words.includes('ipv6') ? null : words;
}

/** `tcp`, `UDP`, `tcp/udp`, `TCP(6)`, `17`, `both`, `ip`; null: any; empty: another protocol alone. Undefined when nobody knows it. */
export const parseTransports = remembered((written): readonly Transport[] | null | undefined => {
  const words = normalized(written)
    .split(/[\s,;/+&()[\]|-]+|\b(?:and|und|et|y|or|oder|ou|o)\b/)
    .filter((word) => word !== '');
  if (isAny(written) || words.every(isAny)) return null;
  const protocols = withoutFamily(words);
  if (protocols === null) return undefined;
  if (protocols.every(isAny)) return null;
  const named = protocols.map((word) => NUMBERS.get(word) ?? word);
  if (!named.every((word) => word === 'tcp' || word === 'udp' || FOREIGN.has(word))) return undefined;
  return [...new Set(named.filter((word): word is Transport => word === 'tcp' || word === 'udp'))];
});

export interface Opening {
  readonly ports: readonly PortRange[] | null;
  readonly transports: readonly Transport[] | null;
}

/** The ports' cell and the transports' cell together: one opening for each sort of transport that the ports name. Empty: they contradict. */
export function openingsOf(
  services: readonly Service[] | null,
  transports: readonly Transport[] | null,
): readonly Opening[] {
  if (services === null) return [{ ports: null, transports }];
  const kinds = [...new Set(services.map((one) => one.transports?.join() ?? ''))];
  return kinds.flatMap((kind) => {
    const same = services.filter((one) => (one.transports?.join() ?? '') === kind);
    const ports = same.map(({ first, last }) => ({ first, last }));
    const own = same[0]?.transports ?? null;
    const both =
      own === null ? transports : transports === null ? own : own.filter((one) => transports.includes(one));
    return both?.length === 0 ? [] : [{ ports, transports: both }];
  });
}
