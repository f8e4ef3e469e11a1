/** Objects and groups of a Cisco ASA, by name; a group may name one that stands below it. */
import type { AuditTarget } from '../audit-entry.ts';
import { otherPorts } from '../match.ts';
import { parseServices, parseTransports, type Opening } from '../parse-services.ts';
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

const KINDS = ['network', 'service', 'protocol'] as const;
type Kind = (typeof KINDS)[number];
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

  take({ line, isIndented }: Numbered): void {
    const words = line.split(/\s+/);
    const [head = '', kind, name = ''] = words;
    if (head === 'name') this.names.set(name, kind ?? '');
    else if (/^object(-group)?$/.test(head)) this.begin(words);
    else if (MEMBERS.has(head)) this.current?.members.push(words);
    else if (!isIndented) this.current = null;
  }

  /** Other kinds hold nothing that is asked for. */
  private begin([, written, name = '', protocol = '']: readonly string[]): void {
    const kind = KINDS.find((one) => one === written);
    const key = `${kind} ${name}`;
    this.current = kind === undefined ? null : (this.groups.get(key) ?? { kind, protocol, members: [] });
    if (this.current !== null) this.groups.set(key, this.current);
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
export function ports(
  protocol: string,
  [sign = '', first = '', second = '']: readonly string[],
): Known<Opening> {
  const transports = protocol === 'ip' ? 'any' : protocol.replace('tcp-udp', 'tcp/udp');
  if (sign === 'neq') return otherThan(transports, first);
  const written = sign === '' ? '' : SIGNS.get(sign)?.(first, second);
  return written === undefined ? unknown(sign) : servicesOf(transports, written);
}

/** As services are written elsewhere. */
const SIGNS: ReadonlyMap<string, (first: string, second: string) => string> = new Map([
  ['eq', (first: string) => first],
  ['range', (first: string, second: string) => `${first}-${second}`],
  ['gt', (first: string) => `>${first}`],
  ['lt', (first: string) => `<${first}`],
]);

function otherThan(protocol: string, port: string): Known<Opening> {
  const [transports, named] = [parseTransports(protocol), parseServices(port)];
  if (transports === undefined || named === undefined || named === null) return unknown(`neq ${port}`);
  return transports?.length === 0 ? sure() : sure({ ports: otherPorts(named), transports });
}
