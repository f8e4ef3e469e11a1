/** Objects and groups of a Cisco ASA, by name; a group may name one that stands below it. */
import type { AuditTarget } from '../audit-entry.ts';
import { LAST_PORT } from '../match.ts';
import { parseTransports, type Opening } from '../parse-services.ts';
import {
  DEEPEST_GROUP,
  joined,
  servicesOf,
  sure,
  targetOf,
  unknown,
  type Known,
  type Numbered,
} from './objects.ts';

type Kind = 'network' | 'service' | 'protocol';
interface Group {
  readonly kind: Kind;
  /** `tcp-udp` behind the name of a group of ports. */
  readonly protocol: string;
  readonly members: (readonly string[])[];
}

const MEMBERS = new Set('network-object host subnet range fqdn group-object service-object port-object service protocol-object'.split(' ')); // prettier-ignore

export class AsaObjects {
  private readonly groups = new Map<string, Group>();
  private readonly names = new Map<string, string>();
  private current: Group | null = null;

  // eslint-disable-next-line complexity -- one branch for each word of the syntax
  take({ line, isIndented }: Numbered): void {
    const words = line.split(/\s+/);
    const [head = '', kind = '', name = '', protocol = ''] = words;
    if (head === 'name') this.names.set(name, kind);
    else if (/^object(-group)?$/.test(head) && /^(network|service|protocol)$/.test(kind))
      this.begin(kind as Kind, name, protocol);
    else if (MEMBERS.has(head)) this.current?.members.push(words);
    else if (!isIndented) this.current = null;
  }

  private begin(kind: Kind, name: string, protocol: string): void {
    this.current = this.groups.get(`${kind} ${name}`) ?? { kind, protocol, members: [] };
    this.groups.set(`${kind} ${name}`, this.current);
  }

  has(kind: Kind, name: string): boolean {
    return this.groups.has(`${kind} ${name}`);
  }

  networks(name: string, depth = 0): Known<AuditTarget> {
    const group = this.groups.get(`network ${name}`);
    if (group === undefined || group.members.length === 0 || depth > DEEPEST_GROUP) return unknown(name);
    return joined(group.members.map((words) => this.network(words, depth)));
  }

  private network(
    [head = '', first = '', second = '']: readonly string[],
    depth: number,
  ): Known<AuditTarget> {
    if (head === 'group-object') return this.networks(first, depth + 1);
    if (first === 'object') return this.networks(second, depth + 1);
    if (head === 'range') return targetOf(`${this.address(first)}-${this.address(second)}`);
    if (head === 'fqdn') return targetOf(/^v[46]$/.test(first) ? second : first);
    return first === 'host'
      ? targetOf(this.address(second))
      : targetOf(`${this.address(first)} ${second}`.trim());
  }

  /** A name that the configuration gives to an address. */
  address(word: string): string {
    return this.names.get(word) ?? word;
  }

  services(name: string, depth = 0): Known<Opening> {
    const group = this.groups.get(`service ${name}`) ?? this.groups.get(`protocol ${name}`);
    if (group === undefined || group.members.length === 0 || depth > DEEPEST_GROUP) return unknown(name);
    return joined(group.members.map((words) => this.service(group, words, depth)));
  }

  private service({ protocol }: Group, words: readonly string[], depth: number): Known<Opening> {
    const [head = '', first = '', ...rest] = words;
    if (head === 'group-object') return this.services(first, depth + 1);
    if (first === 'object') return this.services(rest[0] ?? '', depth + 1);
    if (head === 'protocol-object') return ports(first, []);
    if (head === 'port-object') return ports(protocol, words.slice(1));
    const at = rest.indexOf('destination');
    return rest.includes('source') ? unknown(rest.join(' ')) : ports(first, at < 0 ? [] : rest.slice(at + 1));
  }
}

/** `eq https`, `range 1 5`, `gt 1023`, `neq 25`; without any of them every port. */
// eslint-disable-next-line complexity -- one branch for each word of the syntax
export function ports(
  protocol: string,
  [sign = '', first = '', second = '']: readonly string[],
): Known<Opening> {
  const transports = protocol === 'ip' ? 'any' : protocol.replace('tcp-udp', 'tcp/udp');
  switch (sign) {
    case 'eq':
      return servicesOf(transports, first);
    case 'range':
      return servicesOf(transports, `${first}-${second}`);
    case 'gt':
    case 'lt':
      return servicesOf(transports, `${sign === 'gt' ? '>' : '<'}${first}`);
    case 'neq':
      return otherThan(transports, Number(first));
    default:
      return servicesOf(transports, '');
  }
}

function otherThan(protocol: string, port: number): Known<Opening> {
  const transports = parseTransports(protocol);
  if (!Number.isInteger(port) || transports === undefined) return unknown(`neq ${port}`);
  const ranges = [{ first: 0, last: port - 1 }, { first: port + 1, last: LAST_PORT }]; // prettier-ignore
  return transports?.length === 0
    ? sure()
    : sure({ ports: ranges.filter(({ first, last }) => first <= last), transports });
}
