/** A firewall fault as nftables text. Pure: the lab loads it where the filter stands. */

export type FilterPlace = 'client' | 'router' | 'hop-2' | 'hop-3' | 'service' | 'peer';
export type FilterAction = 'drop' | 'reset' | 'port-unreachable' | 'host-unreachable' | 'admin-prohibited';

export interface Filter {
  /** This machine's own firewall, the first router, one of a longer way (`backbone`), or the far end. */
  readonly at: FilterPlace;
  /** Destination prefixes of both families; null: any destination. */
  readonly to: readonly string[] | null;
  readonly transport: 'tcp' | 'udp' | 'icmp' | 'any';
  /** Destination ports; empty: all. */
  readonly ports: readonly number[];
  readonly action: FilterAction;
}

/** A rule that the vocabulary of filters cannot say (a limit, a counter), as nftables writes it. */
export interface RawRule {
  readonly at: FilterPlace;
  readonly text: string;
}

interface More {
  /** The router hides the client behind its own address. */
  readonly masquerade?: boolean | 'random';
  readonly rules?: readonly RawRule[];
  /** Of the router's address translation, before it masquerades. */
  readonly nat?: readonly string[];
}

const HOOK: Readonly<Record<FilterPlace, string>> = {
  client: 'output',
  router: 'forward',
  'hop-2': 'forward',
  'hop-3': 'forward',
  service: 'input',
  peer: 'input',
};

const VERDICT: Readonly<Record<FilterAction, string>> = {
  drop: 'drop',
  reset: 'reject with tcp reset',
  'port-unreachable': 'reject with icmpx type port-unreachable',
  'host-unreachable': 'reject with icmpx type host-unreachable',
  'admin-prohibited': 'reject with icmpx type admin-prohibited',
};

/** The rules of one place; empty text when it has none. */
export function firewallText(place: FilterPlace, filters: readonly Filter[], more: More = {}): string {
  const { masquerade = false, rules: raw = [], nat: translated = [] } = more;
  const rules = [
    ...filters.filter((filter) => filter.at === place).flatMap(ruleLines),
    ...raw.filter(({ at }) => at === place).map(({ text }) => text),
  ];
  const table = [
    'table inet lab {',
    `  chain ${place.replace('-', '')} {`,
    `    type filter hook ${HOOK[place]} priority 0;`,
    ...rules.map((rule) => `    ${rule}`),
    '  }',
    '}',
  ];
  const nat = [
    'table ip labnat {',
    '  chain out {',
    '    type nat hook postrouting priority 100;',
    ...translated.map((rule) => `    ${rule}`),
    ...(masquerade === false
      ? []
      : [`    oifname { "wan0", "up1" } masquerade${masquerade === 'random' ? ' fully-random' : ''}`]),
    '  }',
    '}',
  ];
  const lines = [
    ...(rules.length > 0 ? table : []),
    ...((masquerade !== false || translated.length > 0) && place === 'router' ? nat : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function ruleLines(filter: Filter): string[] {
  return destinations(filter.to).flatMap((destination) =>
    transports(filter).map((transport) => [destination, transport, VERDICT[filter.action]].join(' ').trim()),
  );
}

function destinations(to: readonly string[] | null): string[] {
  if (to === null) return [''];
  const set = (family: string, prefixes: readonly string[]): string[] =>
    prefixes.length === 0 ? [] : [`${family} daddr { ${prefixes.join(', ')} }`];
  return [
    ...set('ip', to.filter((prefix) => !prefix.includes(':'))),
    ...set('ip6', to.filter((prefix) => prefix.includes(':'))),
  ]; // prettier-ignore
}

function transports(filter: Filter): string[] {
  if (filter.transport === 'icmp') return ['icmp type echo-request', 'icmpv6 type echo-request'];
  const protocols =
    filter.action === 'reset' ? 'tcp' : filter.transport === 'any' ? '{ tcp, udp }' : filter.transport;
  const ports = filter.ports.length === 0 ? '' : ` th dport { ${filter.ports.join(', ')} }`;
  return [`meta l4proto ${protocols}${ports}`];
}
