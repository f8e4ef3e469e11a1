/**
 * A random nftables ruleset, written from nft(8) alone: tables, hooks, priorities, sets, maps, expressions and statements. It knows
 * nothing of the readers that it tests.
 */
import { Random } from './random.ts';
import type { Ruleset, Where } from './ruleset.ts';
import { ADDRESSES, INTERFACES, PORTS, RANGES } from './pools.ts';

interface Table {
  readonly family: 'inet' | 'ip' | 'ip6';
  readonly name: string;
  readonly chains: readonly string[];
  readonly addressSet: string | null;
  readonly emptySet: string | null;
  readonly portSet: string | null;
  readonly doorSet: string | null;
  readonly verdictMap: string | null;
}

export function nftRuleset(seed: number): Ruleset {
  const random = new Random(seed);
  const where: Where = random.chance(0.65) ? 'output' : 'forward';
  const tables = Array.from(
    {
      length: random.weighted([
        [7, 1],
        [3, 2],
      ]),
    },
    (_, index) => tableText(random, where, index),
  );
  const netdev = random.chance(0.04) ? [netdevTable(random)] : [];
  const bare = random.chance(0.01) ? [] : tables;
  return { kind: 'nft', seed, where, text: [...bare, ...netdev].join('\n'), words: [...random.words] };
}

function tableText(random: Random, where: Where, index: number): string {
  const table = declare(random, index);
  const chains = table.chains.map((name, at) =>
    chainText(name, '', rules(random, table, { at, where, hook: where })),
  );
  const hooks = Array.from({ length: 1 + random.below(2) }, (_, at) => baseChain(random, table, where, at));
  return [
    `table ${random.word(table.family)} ${table.name} {`,
    ...setTexts(random, table),
    ...chains,
    ...hooks,
    '}',
  ].join('\n');
}

function declare(random: Random, index: number): Table {
  const family = random.weighted<Table['family']>([
    [7, 'inet'],
    [2.5, 'ip'],
    [0.5, 'ip6'],
  ]);
  const named = (share: number, name: string) => (random.chance(share) ? name : null);
  const v4 = family !== 'ip6';
  return {
    family,
    name: `t${index}`,
    chains: Array.from({ length: random.below(3) }, (_, at) => `c${at}`),
    addressSet: v4 ? named(0.3, 'gateways') : null,
    emptySet: v4 ? named(0.1, 'nobody') : null,
    portSet: named(0.2, 'doors'),
    doorSet: v4 ? named(0.12, 'pairs') : null,
    verdictMap: named(0.12, 'verdicts'),
  };
}

function setTexts(random: Random, table: Table): string[] {
  const set = (name: string | null, type: string, elements: string): string[] =>
    name === null
      ? []
      : [
          `set ${random.word(`set ${type}`, name)} { type ${type}; flags interval; ${elements === '' ? '' : `elements = { ${elements} }`}\n}`,
        ];
  const pairs = ADDRESSES.slice(0, 3)
    .map((address) => `${address} . ${random.pick(PORTS)}`)
    .join(', ');
  const verdicts = random
    .some(PORTS, 1, 3)
    .map((port) => `${port} : ${random.pick(['accept', 'drop', 'return'])}`)
    .join(', ');
  return [
    ...set(table.addressSet, 'ipv4_addr', distinct(random, 3)),
    ...set(table.emptySet, 'ipv4_addr', ''),
    ...set(table.portSet, 'inet_service', random.some(PORTS, 1, 3).join(', ')),
    ...set(table.doorSet, 'ipv4_addr . inet_service', pairs),
    ...(table.verdictMap === null
      ? []
      : [
          `map ${table.verdictMap} { type inet_service : ${random.word('verdict map', 'verdict')}; elements = { ${verdicts} }\n}`,
        ]),
  ];
}

/** Addresses and ranges that do not overlap, as an interval set wants them. */
function distinct(random: Random, most: number): string {
  return random.some(RANGES.disjoint, 1, most).join(', ');
}

interface Hook {
  readonly hook: string;
  readonly type: 'filter' | 'route' | 'nat';
}

function baseChain(random: Random, table: Table, where: Where, at: number): string {
  const { hook, type } = pickHook(random, where);
  const policy = type === 'filter' && random.chance(0.55) ? 'drop' : 'accept';
  const priority = random.pick(type === 'nat' ? ['-100', '0'] : ['-300', '-150', '0', '10', '300']);
  random.word(`hook ${hook}`);
  random.word(`type ${type}`);
  random.word(`policy ${policy}`);
  const head = `type ${type} hook ${hook} priority ${priority}; policy ${policy};`;
  const answers =
    type === 'filter' && random.chance(0.85)
      ? [
          `${random.word('ct state', 'ct state')} ${random.pick(['established,related', 'related, established', '{ established, related }'])} accept`,
        ]
      : [];
  const body =
    type === 'nat'
      ? natRules(random, table, hook)
      : rules(random, table, { at: table.chains.length, where, hook });
  const opener = policy === 'drop' && random.chance(0.5) ? [`${protocol(random)} accept`] : [];
  const closer =
    policy === 'accept' && type === 'filter' && random.chance(0.25) ? [refusal(random, table, hook)] : [];
  return chainText(`b${at}`, head, [...answers, ...body, ...opener, ...closer]);
}

function pickHook(random: Random, where: Where): Hook {
  const own = random.weighted<Hook>([
    [12, { hook: where, type: 'filter' }],
    [2, { hook: 'postrouting', type: 'filter' }],
    [1.5, { hook: 'prerouting', type: 'filter' }],
    [1, { hook: 'input', type: 'filter' }],
    [0.8, { hook: where === 'output' ? 'forward' : 'output', type: 'filter' }],
    [where === 'output' ? 1 : 0, { hook: 'output', type: 'route' }],
    [0.6, { hook: 'postrouting', type: 'nat' }],
    [0.5, { hook: where === 'output' ? 'output' : 'prerouting', type: 'nat' }],
  ]);
  return own;
}

function natRules(random: Random, table: Table, hook: string): string[] {
  const wan = hook === 'postrouting' ? [`oifname "wan0" ${random.word('masquerade')}`] : [];
  const dnat =
    hook !== 'postrouting' && random.chance(0.4) && table.family !== 'ip6'
      ? [`tcp dport 80 ${random.word('redirect', 'redirect to :22')}`]
      : [];
  return random.chance(0.6) ? [...wan, ...dnat] : [];
}

function chainText(name: string, head: string, body: readonly string[]): string {
  return [`chain ${name} {`, ...(head === '' ? [] : [head]), ...body, '}'].join('\n');
}

interface At {
  /** A chain jumps only to chains before it: no circles. */
  readonly at: number;
  readonly where: Where;
  readonly hook: string;
}

function rules(random: Random, table: Table, at: At): string[] {
  return Array.from({ length: random.below(5) }, () => ruleText(random, table, at));
}

function ruleText(random: Random, table: Table, at: At): string {
  if (random.chance(0.07)) return mapRule(random, table);
  const asked = Array.from({ length: random.below(4) }, () => matchText(random, table, at));
  const extra = random.chance(0.15) ? [passing(random)] : [];
  return [...consistent(asked), ...extra, statement(random, table, at)].join(' ');
}

/** nft refuses two headers of one layer in a rule, and the other family's. */
function consistent(asked: readonly string[]): string[] {
  const layerOf = (text: string): string =>
    /dport|^(tcp|udp|th|icmp) |l4proto/.test(text) ? 'transport' : /^ip6 |nfproto/.test(text) ? 'ipv6' : text;
  const first = asked.filter(
    (one, index) => asked.findIndex((other) => layerOf(other) === layerOf(one)) === index,
  );
  const family = first.find((one) => /^ip6? |nfproto/.test(one));
  return first.filter((one) => !/^ip6? |nfproto/.test(one) || one.slice(0, 3) === family?.slice(0, 3));
}

function statement(random: Random, table: Table, { at, hook }: At): string {
  const jumps = table.chains.slice(0, at);
  return random.weighted<() => string>([
    [8, () => random.word('accept')],
    [5, () => random.word('drop')],
    [2, () => refusal(random, table, hook)],
    [1, () => random.word('return')],
    [0.3, () => random.word('continue')],
    [0.8, () => passing(random)],
    [jumps.length > 0 ? 3 : 0, () => `${random.word('jump')} ${random.pick(jumps)}`],
    [jumps.length > 0 ? 1 : 0, () => `${random.word('goto')} ${random.pick(jumps)}`],
    [0.15, () => `${random.word('meta mark set')} 0x1`],
    [0.08, () => `${random.word('ct mark set')} 0x2`],
    [hook === 'output' || hook === 'prerouting' ? 0.05 : 0, () => random.word('notrack')],
  ])();
}

/** `reject` is for input, forward and output alone. */
function refusal(random: Random, table: Table, hook: string): string {
  if (!['input', 'forward', 'output'].includes(hook)) return random.word('drop');
  const icmp =
    table.family === 'inet'
      ? 'with icmpx type admin-prohibited'
      : table.family === 'ip'
        ? 'with icmp type port-unreachable'
        : 'with icmpv6 type no-route';
  return random.word('reject', random.pick(['reject', `reject ${icmp}`]));
}

function passing(random: Random): string {
  return random.weighted([
    [3, () => random.word('counter')],
    [1, () => random.word('log', 'log prefix "x -j DROP "')],
    [1, () => random.word('limit rate', 'limit rate 5000/second burst 5000 packets')],
    [0.5, () => random.word('limit rate over', 'limit rate over 9000/second burst 9000 packets')],
    [0.4, () => random.word('quota over', 'quota over 900 mbytes')],
  ])();
}

const negation = (random: Random): string => (random.chance(0.15) ? `${random.word('!=')} ` : '');

function matchText(random: Random, table: Table, { hook }: At): string {
  const v4 = table.family !== 'ip6';
  return random.weighted<() => string>([
    [v4 ? 7 : 0, () => `${random.word('ip daddr')} ${address(random, table)}`],
    [
      table.family === 'ip' ? 0 : 1,
      () => `${random.word('ip6 daddr')} ${negation(random)}${random.pick(RANGES.v6)}`,
    ],
    [8, () => portText(random, table)],
    [2.5, () => protocol(random)],
    [v4 ? 1.2 : 0, () => `${random.word('ip saddr')} ${negation(random)}${random.pick(RANGES.sources)}`],
    [2, () => device(random, hook)],
    [
      1.5,
      () =>
        `${random.word('ct state')} ${random.chance(0.2) ? `${random.word('!=')} ` : ''}${random.pick(['new', 'established', 'invalid', 'new,untracked', '{ new, established }', 'invalid'])}`,
    ],
    [0.4, () => `${random.word('ct direction')} ${random.pick(['original', 'reply'])}`],
    [
      0.5,
      () => `${random.word('meta mark')} ${negation(random)}${random.pick(['0x0', '0x1', '{ 0x1, 0x2 }'])}`,
    ],
    [
      0.2,
      () =>
        `${random.word('meta mark and', 'meta mark and 0x1')} ${random.pick(['== 0x0', '== 0x1', '!= 0x0'])}`,
    ],
    [0.3, () => `${random.word('ct mark')} ${negation(random)}0x1`],
    [
      table.family === 'inet' ? 0.5 : 0,
      () => `${random.word('meta nfproto')} ${random.pick(['ipv4', 'ipv6'])}`,
    ],
    [0.3, () => `${random.word('tcp sport')} ${random.pick(['1-1023', '1024-65535', '443', '!= 22'])}`],
    [
      v4 && table.doorSet !== null ? 2 : 0,
      () => `${random.word('concatenation', 'ip daddr . tcp dport')} ${negation(random)}@${table.doorSet}`,
    ],
    [
      v4 ? 0.6 : 0,
      () =>
        `${random.word('concatenation', 'ip daddr . meta l4proto')} ${negation(random)}{ ${random.pick(ADDRESSES)} . tcp, ${random.pick(ADDRESSES)} . udp }`,
    ],
    ...strange(random, hook),
  ])();
}

/** Rarer ones: the audit may say "in doubt" of them. */
function strange(random: Random, hook: string): (readonly [number, () => string])[] {
  return [
    [0.08, () => `${random.word('meta skuid')} ${random.pick(['0', '1000'])}`],
    [0.08, () => `${random.word('meta length')} ${random.pick(['< 100', '> 1000'])}`],
    [0.08, () => `${random.word('tcp flags', 'tcp flags & (syn|ack) == syn')}`],
    [0.06, () => `${random.word('ip dscp')} 0x2`],
    [0.06, () => `${random.word('ip ttl')} > 1`],
    [0.05, () => `${random.word('numgen', 'numgen random mod 2 0')}`],
    [hook === 'output' || hook === 'postrouting' ? 0 : 0.05, () => `${random.word('meta pkttype')} unicast`],
    [
      hook === 'postrouting' ? 0 : 0.05,
      () => `${random.word('fib', 'fib daddr type')} ${random.pick(['local', 'unicast'])}`,
    ],
    [0.1, () => `${random.word('icmp type')} echo-request`],
  ];
}

function address(random: Random, table: Table): string {
  return random.weighted<() => string>([
    [6, () => negation(random) + random.pick([...ADDRESSES, ...RANGES.blocks])],
    [2, () => `${negation(random)}{ ${distinct(random, 3)} }`],
    [table.addressSet !== null ? 4 : 0, () => `${negation(random)}@${table.addressSet}`],
    [
      table.emptySet !== null ? 3 : 0,
      () =>
        `${random.chance(0.5) ? `${random.word('!= empty set', '!=')} ` : random.word('empty set', '')}@${table.emptySet}`,
    ],
    [
      0.7,
      () =>
        `${random.pick(['<', '<=', '>', '>='])} ${random.word('address comparison', random.pick(ADDRESSES))}`,
    ],
  ])();
}

function portText(random: Random, table: Table): string {
  const side = random.chance(0.05) ? 'sport' : 'dport';
  const head = random.weighted<() => string>([
    [5, () => random.word(`tcp ${side}`)],
    [4, () => random.word(`udp ${side}`)],
    [2, () => `meta l4proto { tcp, udp } ${random.word(`th ${side}`)}`],
  ])();
  return `${head} ${random.weighted<() => string>([
    [5, () => negation(random) + random.pick(PORTS)],
    [
      2,
      () => `${negation(random)}${random.pick(['1-1023', '4000-5000', '443-4195', '0-65535', '5000-65535'])}`,
    ],
    [3, () => `${negation(random)}{ ${random.some(PORTS, 1, 4).join(', ')} }`],
    [table.portSet === null ? 0 : 4, () => `${negation(random)}@${table.portSet}`],
    [2, () => `${random.word('port comparison', random.pick(['<', '<=', '>', '>=']))} ${random.pick(PORTS)}`],
  ])()}`;
}

function protocol(random: Random): string {
  return `${random.word('meta l4proto')} ${negation(random)}${random.pick(['tcp', 'udp', '{ tcp, udp }', 'icmp'])}`;
}

/** Which of `iifname` and `oifname` a hook has. */
function device(random: Random, hook: string): string {
  const both =
    hook === 'forward'
      ? ['iifname', 'oifname']
      : hook === 'input' || hook === 'prerouting'
        ? ['iifname']
        : ['oifname'];
  const key = random.word(random.pick(both));
  const value = random.pick([
    ...INTERFACES.map((name) => `"${name}"`),
    '{ "wan0", "lan0" }',
    '{ "guest0", "eth9" }',
    '"wan*"',
    '"gu*"',
    '"lo"',
  ]);
  return `${key} ${negation(random)}${value}`;
}

function mapRule(random: Random, table: Table): string {
  const verdict = (): string => random.pick(['accept', 'drop', 'continue', 'return']);
  return random.weighted<() => string>([
    [
      3,
      () =>
        `tcp dport ${random.word('vmap')} { ${random
          .some(PORTS, 1, 3)
          .map((port) => `${port} : ${verdict()}`)
          .join(', ')} }`,
    ],
    [table.verdictMap === null ? 0 : 4, () => `udp dport ${random.word('vmap @')}${table.verdictMap}`],
    [
      1,
      () =>
        `ct state ${random.word('vmap')} { established : accept, related : accept, invalid : drop, new : ${verdict()} }`,
    ],
    [
      1,
      () =>
        `meta l4proto . th dport ${random.word('vmap concatenation', 'vmap')} { tcp . 443 : accept, udp . 4195 : ${verdict()}, tcp . 4172 : drop }`,
    ],
    [1, () => `iifname ${random.word('vmap iifname', 'vmap')} { "lan0" : ${verdict()}, "guest0" : drop }`],
  ])();
}

/** A chain at the device itself (since kernel 5.16 on the way out too). */
function netdevTable(random: Random): string {
  const rule = random.pick(['ip daddr 18.192.216.0/22 drop', 'udp dport 4172 drop', 'tcp dport 443 accept']);
  return `table netdev edge {\nchain out {\ntype filter ${random.word('hook egress')} device "wan0" priority 0;\n${rule}\n}\n}`;
}
