/**
 * A random ruleset for iptables-restore, written from iptables(8) and iptables-extensions(8) alone: tables, chains, matches, targets.
 * It knows nothing of the readers that it tests.
 */
import { ADDRESSES, INTERFACES, PORTS } from './pools.ts';
import { Random } from './random.ts';
import type { Ruleset, Where } from './ruleset.ts';

const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};

export function iptablesRuleset(seed: number): Ruleset {
  const random = new Random(seed);
  const where: Where = random.chance(0.6) ? 'output' : 'forward';
  const others = Object.keys(BUILT_IN).filter((table) => table !== 'filter' && random.chance(0.15));
  const text = [...others, 'filter'].map((table) => tableText(random, table, where)).join('');
  return { kind: 'iptables', seed, where, text, words: [...random.words] };
}

function tableText(random: Random, table: string, where: Where): string {
  random.word(`table ${table}`);
  const chains = BUILT_IN[table] ?? [];
  const own =
    table === 'nat'
      ? []
      : Array.from({ length: random.below(4) }, (_, index) => `${table.toUpperCase()}${index}`);
  const main = where === 'output' ? 'OUTPUT' : 'FORWARD';
  const policyOf = (chain: string): string => {
    if (table === 'nat' || !random.chance(chain === main ? 0.45 : 0.12)) return 'ACCEPT';
    return random.word('policy DROP', 'DROP');
  };
  const policies = chains.map((chain) => `:${chain} ${policyOf(chain)} [0:0]`);
  const rules = [
    ...chains.flatMap((chain) => chainRules(random, { table, chain, own, isMain: chain === main })),
    ...own.flatMap((chain, index) =>
      chainRules(random, { table, chain, own: own.slice(0, index), isMain: true }),
    ),
  ];
  return [`*${table}`, ...policies, ...own.map((chain) => `:${chain} - [0:0]`), ...rules, 'COMMIT', ''].join(
    '\n',
  );
}

interface Place {
  readonly table: string;
  readonly chain: string;
  /** Chains that it may jump to. */
  readonly own: readonly string[];
  readonly isMain: boolean;
}

function chainRules(random: Random, place: Place): string[] {
  const { table, chain, isMain } = place;
  if (table === 'nat') return natRules(random, chain);
  const built = /^[A-Z]+$/.test(chain);
  const answers =
    built && random.chance(0.85)
      ? [
          `-A ${chain} -m ${random.pick(['conntrack --ctstate', 'state --state'])} RELATED,ESTABLISHED -j ACCEPT`,
        ]
      : [];
  const body = Array.from(
    {
      length: isMain
        ? random.below(6)
        : random.weighted([
            [8, 0],
            [2, 1],
          ]),
    },
    () => ruleText(random, place),
  );
  const opener =
    built && isMain && random.chance(0.4) ? [`-A ${chain} -p ${random.pick(['tcp', 'udp'])} -j ACCEPT`] : [];
  const closer =
    built && isMain && table === 'filter' && random.chance(0.2)
      ? [`-A ${chain} -j ${random.word('REJECT')}`]
      : [];
  return [...(table === 'raw' ? [] : answers), ...body, ...opener, ...closer];
}

function natRules(random: Random, chain: string): string[] {
  if (chain === 'POSTROUTING' && random.chance(0.5))
    return [`-A POSTROUTING -o wan0 -j ${random.word('MASQUERADE')}`];
  if ((chain === 'OUTPUT' || chain === 'PREROUTING') && random.chance(0.15))
    return [`-A ${chain} -p tcp -m tcp --dport 80 -j ${random.word('REDIRECT')} --to-ports 22`];
  return [];
}

function ruleText(random: Random, place: Place): string {
  const matches = Array.from(
    {
      length: random.weighted([
        [1, 0],
        [5, 1],
        [3, 2],
      ]),
    },
    () => matchText(random, place),
  );
  const [ports, ...rest] = [
    matches.filter((one) => /^(! )?-p/.test(one)),
    ...matches.filter((one) => !/^(! )?-p/.test(one)),
  ];
  // A rule has one protocol.
  const asked = [...(ports?.slice(0, 1) ?? []), ...rest];
  return `-A ${place.chain} ${[...unique(asked), target(random, place)].join(' ')}`;
}

/** An option may come once. */
function unique(matches: readonly string[]): string[] {
  const key = (text: string): string =>
    text
      .replace(/^! /, '')
      .split(' ')
      .slice(0, 2)
      .filter((word) => word.startsWith('-') || /^[a-z]+$/.test(word))
      .join(' ')
      .replace(/^(-[dsio]).*/, '$1');
  return matches.filter((one, index) => matches.findIndex((other) => key(other) === key(one)) === index);
}

function target(random: Random, { table, chain, own }: Place): string {
  const filters = table === 'filter' && !/^[A-Z]+$/.test(chain) ? 1 : table === 'filter' ? 2 : 0;
  return random.weighted<() => string>([
    [8, () => `-j ${random.word('ACCEPT')}`],
    [5, () => `-j ${random.word('DROP')}`],
    [
      filters,
      () => `-j ${random.word('REJECT')} ${random.pick(['', '--reject-with icmp-admin-prohibited'])}`.trim(),
    ],
    [1.5, () => `-j ${random.word('RETURN')}`],
    [own.length > 0 ? 4 : 0, () => `-j ${random.word('jump', random.pick(own))}`],
    [own.length > 0 ? 1.5 : 0, () => `-g ${random.word('goto', random.pick(own))}`],
    [0.7, () => `-j ${random.word('LOG')} --log-prefix "x -j DROP "`],
    [0.3, () => `-j ${random.word('NFLOG')}`],
    [table === 'mangle' ? 0.5 : 0, () => `-j ${random.word('MARK')} --set-mark 0x1`],
    [table === 'mangle' ? 0.3 : 0, () => `-j ${random.word('CONNMARK')} --set-mark 0x1`],
    [table === 'raw' ? 0.3 : 0, () => `-j ${random.word('CT')} --notrack`],
  ])();
}

const negation = (random: Random): string => (random.chance(0.15) ? `${random.word('!')} ` : '');

function matchText(random: Random, { chain }: Place): string {
  const own = !/^[A-Z]+$/.test(chain);
  const device = (): string => {
    const inbound = /PREROUTING|INPUT/.test(chain) || (chain === 'FORWARD' && random.chance(0.5));
    const name = random.pick([...INTERFACES, 'wan+', 'gu+', 'lo']);
    return `${negation(random)}${random.word(inbound ? '-i' : '-o')} ${name}`;
  };
  return random.weighted<() => string>([
    [8, () => `${portText(random)}`],
    [
      5,
      () =>
        `${negation(random)}${random.word('-d')} ${random.pick([...ADDRESSES, '18.192.216.0/22', '18.192.216.0/255.255.254.0', '0.0.0.0/1', '198.51.100.0/24', '10.0.0.0/8'])}`,
    ],
    [
      1.2,
      () =>
        `${negation(random)}${random.word('-s')} ${random.pick(['198.18.0.0/24', '198.18.0.2', '10.20.0.0/16'])}`,
    ],
    [own ? 0 : 2, device],
    [
      1.5,
      () =>
        `-m conntrack ${negation(random)}${random.word('--ctstate')} ${random.pick(['NEW', 'ESTABLISHED', 'INVALID', 'NEW,UNTRACKED', 'RELATED,ESTABLISHED'])}`,
    ],
    [0.3, () => `-m conntrack ${random.word('--ctdir')} ${random.pick(['ORIGINAL', 'REPLY'])}`],
    [
      1,
      () =>
        `-m iprange ${negation(random)}${random.word('--dst-range')} ${random.pick(['18.156.52.0-18.156.55.255', '18.192.217.0-18.192.218.9'])}`,
    ],
    [
      0.4,
      () =>
        `-m iprange ${negation(random)}${random.word('--src-range')} ${random.pick(['198.18.0.1-198.18.0.9', '10.0.0.1-10.0.0.9'])}`,
    ],
    [
      0.6,
      () => `-m mark ${negation(random)}${random.word('--mark')} ${random.pick(['0x1', '0x0', '0x1/0x1'])}`,
    ],
    [0.3, () => `-m connmark ${random.word('connmark', '--mark')} 0x1`],
    [1, () => `-m comment --comment ${random.word('comment', '"to -j DROP it"')}`],
    [0.6, () => `-m limit ${random.word('--limit')} 5000/sec --limit-burst 5000`],
    [
      0.3,
      () =>
        `-m hashlimit ${random.word('--hashlimit-upto')} 5000/sec --hashlimit-burst 5000 --hashlimit-name h${random.below(999)}`,
    ],
    [
      0.2,
      () =>
        `-m hashlimit ${random.word('--hashlimit-above')} 9000/sec --hashlimit-burst 9000 --hashlimit-name h${random.below(999)}`,
    ],
    [0.2, () => `-m pkttype --pkt-type ${random.word('pkttype', 'broadcast')}`],
    [0.08, () => `-m statistic --mode random --probability 0.5${random.word('statistic', '')}`],
    [own || chain !== 'OUTPUT' ? 0 : 0.1, () => `-m owner --uid-owner ${random.word('owner', '1000')}`],
    [0.1, () => `-m length --length ${random.word('length', '1:100')}`],
    [0.08, () => `-m ttl --ttl-gt ${random.word('ttl', '1')}`],
    [0.1, () => `-m dscp --dscp ${random.word('dscp', '0x02')}`],
    [
      chain === 'POSTROUTING' ? 0 : 0.15,
      () => `-m addrtype --dst-type ${random.word('addrtype', random.pick(['LOCAL', 'UNICAST']))}`,
    ],
  ])();
}

function portText(random: Random): string {
  const transport = random.word(random.pick(['-p tcp', '-p udp']));
  const name = transport.slice(3);
  const range = (): string =>
    random.pick([random.pick(PORTS), '4000:5000', '1:1023', '1024:65535', ':443', '4195:']);
  return random.weighted<() => string>([
    [6, () => `${transport} -m ${name} ${negation(random)}${random.word('--dport')} ${range()}`],
    [
      3,
      () =>
        `${transport} -m multiport ${negation(random)}${random.word('--dports')} ${random.some(PORTS, 1, 4).join(',')},${random.pick(['4000:4200', '443', '1:79'])}`,
    ],
    [0.3, () => `${transport} -m multiport ${random.word('--ports')} 443,4195`],
    [
      0.5,
      () =>
        `${transport} -m ${name} ${negation(random)}${random.word('--sport')} ${random.pick(['1024:65535', '1:1023', '443'])}`,
    ],
    [2, () => transport],
    [0.4, () => `! ${random.word('! -p', '-p')} ${random.pick(['tcp', 'udp', 'icmp'])}`],
    [0.3, () => `-p tcp -m tcp ${random.word('--syn')}`],
    [0.2, () => `-p tcp -m tcp ${random.word('--tcp-flags')} SYN,ACK SYN`],
    [0.3, () => `-p icmp`],
  ])();
}
