/** The shell scripts that configure the three namespaces. Pure: text out of a world. */
import { firewallText } from './firewall.ts';
import { BACKBONE, NETWORK, OUTSIDE, PEER_MACHINE, SIDE_LINK } from './places.ts';
import { servedPrefixes, type BackboneRouter, type World } from './world.ts';

const { client, router, wanRouter, wanService } = NETWORK;
const LAN = client.ipv4.replace(/\d+$/, '0/24');

/** Settings of every namespace: no reverse-path filter, no rate limit on ICMP errors, no router advertisements. */
const COMMON = [
  'set_all() { for f in $1; do echo $2 2>/dev/null > $f || true; done; }',
  "set_all '/proc/sys/net/ipv4/conf/*/rp_filter' 0",
  "set_all '/proc/sys/net/ipv6/conf/*/accept_ra' 0",
  "set_all '/proc/sys/net/ipv4/icmp_ratelimit /proc/sys/net/ipv6/icmp/ratelimit' 0",
  "set_all '/proc/sys/net/ipv4/icmp_msgs_per_sec /proc/sys/net/ipv4/icmp_msgs_burst' 100000",
];

function script(settings: readonly string[], ip: readonly string[], firewall: string): string {
  const nft = firewall === '' ? [] : ['nft -f - <<NFT', firewall, 'NFT'];
  return ['set -e', ...COMMON, ...settings, 'ip -batch - <<IP', ...ip, 'IP', ...nft, ''].join('\n');
}

export function clientScript(world: World): string {
  const hasIpv4 = world.families !== 'ipv6';
  const hasIpv6 = world.families !== 'ipv4';
  const ip = [
    'link set lo up',
    'link set eth0 up addrgenmode none',
    ...(world.clientMtu === null ? [] : [`link set eth0 mtu ${world.clientMtu}`]),
    ...(hasIpv4 ? [`address add ${client.ipv4}/24 dev eth0`] : []),
    ...(hasIpv6 ? [`address add ${client.ipv6}/64 dev eth0 nodad`] : []),
    ...(hasIpv4 && world.defaultRoute ? [`route add default via ${router.ipv4}`] : []),
    ...(hasIpv6 && world.defaultRoute ? [`route add default via ${router.ipv6}`] : []),
    ...world.extraInterfaces.flatMap((entry) => extraInterface(entry.name, entry.address)),
    ...tunnelLines(world.tunnel),
    ...world.clientIp,
  ];
  const noIpv6 = hasIpv6 ? [] : ["set_all '/proc/sys/net/ipv6/conf/*/disable_ipv6' 1"];
  return script(noIpv6, ip, firewallText('client', world.filters, { rules: world.rules }));
}

/** Both ends of the cable stay in the client: a virtual machine's bridge, a dock without a cable. */
function extraInterface(name: string, address: string): string[] {
  return [
    `link add ${name} type veth peer name ${name}p`,
    `link set ${name} up`,
    `link set ${name}p up`,
    `address add ${address} dev ${name}`,
  ];
}

const TUNNEL = { client: '10.99.0.2', service: '10.99.0.1' } as const;

function tunnelLines(tunnel: World['tunnel']): string[] {
  if (tunnel === null) return [];
  return [
    `link set ${tunnel.name} up mtu ${tunnel.mtu}`,
    `address add ${tunnel.address ?? TUNNEL.client}/32 peer ${TUNNEL.service} dev ${tunnel.name}`,
    ...tunnel.prefixes.map((prefix) => `route add ${prefix} dev ${tunnel.name}`),
  ];
}

/**
 * A router has one on each link (RFC 4291, 2.8). Without it Linux cannot ask whether a neighbour is still there: 8 s after its first packet through the router a
 * machine that says nothing to the router itself is taken for gone.
 */
const linkLocal = (link: string): string => `address add fe80::1/64 dev ${link} nodad`;

export function routerScript(world: World): string {
  const ip = [
    'link set lo up',
    'link set lan0 up addrgenmode none',
    `address add ${router.ipv4}/24 dev lan0`,
    `address add ${router.ipv6}/64 dev lan0 nodad`,
    `address add ${router.uniqueLocal}/64 dev lan0 nodad`,
    linkLocal('lan0'),
    ...(world.backbone.length === 0 ? toService() : toNext(0)),
    ...sideOfRouter(world),
  ];
  const forgets =
    world.udpTimeoutS === null
      ? ''
      : `set_all '/proc/sys/net/netfilter/nf_conntrack_udp_timeout /proc/sys/net/netfilter/nf_conntrack_udp_timeout_stream' ${world.udpTimeoutS}\n`;
  return script([...FORWARDS, BY_PORTS], ip, firewallText('router', world.filters, world)) + forgets;
}

function sideOfRouter({ ways }: World): string[] {
  if (ways === 'one') return [];
  const up = ['link set upside up', `address add ${SIDE_LINK.near}/30 dev upside`];
  const both = `route replace default nexthop via ${linkAt(0).far} nexthop via ${SIDE_LINK.far}`;
  return ways === 'parallel' ? [...up, both] : up;
}

/** The far end: of the second router (0), or of the third (1), which then sends answers that way. */
function sideOfHop({ ways }: World, index: number): string[] {
  const isHere = (ways === 'parallel' && index === 0) || (ways === 'short-back' && index === 1);
  if (!isHere) return [];
  const up = ['link set downside up', `address add ${SIDE_LINK.far}/30 dev downside`];
  return index === 0 ? up : [...up, `route replace ${LAN} via ${SIDE_LINK.near}`];
}

const BY_PORTS = "set_all '/proc/sys/net/ipv4/fib_multipath_hash_policy' 1";

const FORWARDS = ["set_all '/proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding' 1"];

/** The last router holds the path emulator's near end. */
function toService(mtu = 1500): string[] {
  return [
    `link set wan0 up mtu ${mtu}${noOwnIpv6(mtu)} txqueuelen 2000`,
    `address add ${wanRouter.ipv4}/32 peer ${wanService.ipv4} dev wan0`,
    'route add default dev wan0',
    ...overIpv6(mtu, [`address add ${wanRouter.ipv6}/64 dev wan0 nodad`, 'route add ::/0 dev wan0']),
  ];
}

/** The kernel has no IPv6 on a link that carries less (RFC 8200, 5). */
const overIpv6 = (mtu: number, lines: readonly string[]): readonly string[] => (mtu < 1280 ? [] : lines);

const noOwnIpv6 = (mtu: number): string => (mtu < 1280 ? '' : ' addrgenmode none');

function linkAt(index: number): (typeof BACKBONE)[number] {
  const link = BACKBONE[index];
  if (link === undefined) throw new Error(`the lab has ${BACKBONE.length} links for routers`);
  return link;
}

function toNext(index: number, mtu = 1500): string[] {
  const { near, far } = linkAt(index);
  return [
    `link set up${index + 1} up mtu ${mtu}`,
    `address add ${near}/30 dev up${index + 1}`,
    `route add default via ${far}`,
  ];
}

/** A router of a longer way; the first of them (0) is the second hop. */
export function backboneScript(world: World, index: number): string {
  const { near, far } = linkAt(index);
  const own = world.backbone[index] ?? {};
  const ip = [
    'link set lo up',
    // A link has one MTU, whoever sends.
    `link set down${index + 1} up mtu ${world.backbone[index - 1]?.mtu ?? 1500}`,
    `address add ${far}/30 dev down${index + 1}`,
    ...(index === world.backbone.length - 1 ? toService(own.mtu) : toNext(index + 1, own.mtu)),
    ...[LAN, ...BACKBONE.slice(0, index).map((link) => link.near.replace(/1$/, '0/30'))].map(
      (prefix) => `route replace ${prefix} via ${near}`,
    ),
    ...sideOfHop(world, index),
  ];
  const rationed = own.rationed === true ? ["set_all '/proc/sys/net/ipv4/icmp_ratelimit' 1000"] : [];
  const place = index === 0 ? 'hop-2' : 'hop-3';
  const firewall = firewallText(place, world.filters, { rules: world.rules }) + silence(own);
  return script([...FORWARDS, ...rationed], ip, firewall);
}

function silence({ mute, mtuSilent }: BackboneRouter): string {
  const rules = [
    ...(mute === true ? ['icmp type time-exceeded drop'] : []),
    ...(mtuSilent === true ? ['icmp type destination-unreachable drop'] : []),
  ];
  if (rules.length === 0) return '';
  return `table ip labsilence {\n  chain out {\n    type filter hook output priority 0;\n${rules.map((rule) => `    ${rule}\n`).join('')}  }\n}\n`;
}

export function serviceScript(world: World): string {
  // The far end of the last link of a longer way.
  const mtu = world.backbone.at(-1)?.mtu ?? 1500;
  const ip = [
    'link set lo up',
    `link set lab0 up mtu ${mtu}${noOwnIpv6(mtu)} txqueuelen 2000`,
    `address add ${wanService.ipv4}/32 peer ${wanRouter.ipv4} dev lab0`,
    ...[LAN, ...OUTSIDE].map((to) => `route add ${to} dev lab0`),
    ...overIpv6(mtu, [`address add ${wanService.ipv6}/64 dev lab0 nodad`, 'route add ::/0 dev lab0']),
    ...servedPrefixes(world).map((prefix) => `route add local ${prefix} dev lo`),
    ...(world.peerMachine
      ? [
          'link set peer0 up addrgenmode none',
          `address add ${PEER_MACHINE.router}/24 dev peer0`,
          `address add ${PEER_MACHINE.routerIpv6}/64 dev peer0 nodad`,
          linkLocal('peer0'),
        ]
      : []),
    ...(world.tunnel === null
      ? []
      : [
          'link set lab1 up',
          `address add ${TUNNEL.service}/32 peer ${world.tunnel.address ?? TUNNEL.client} dev lab1`,
        ]),
  ];
  const settings = [
    ...(world.peerMachine ? FORWARDS : []),
    "set_all '/proc/sys/net/core/somaxconn /proc/sys/net/ipv4/tcp_max_syn_backlog' 8192",
    ...(world.answersPing
      ? []
      : ["set_all '/proc/sys/net/ipv4/icmp_echo_ignore_all /proc/sys/net/ipv6/icmp/echo_ignore_all' 1"]),
  ];
  return script(settings, ip, firewallText('service', world.filters, { rules: world.rules }));
}

/** A machine of the person's own, one hop behind the service. */
export function peerScript(world: World): string {
  const ip = [
    'link set lo up',
    'link set peer1 up addrgenmode none',
    `address add ${PEER_MACHINE.address}/24 dev peer1`,
    `address add ${PEER_MACHINE.ipv6}/64 dev peer1 nodad`,
    `route add default via ${PEER_MACHINE.router}`,
    `route add default via ${PEER_MACHINE.routerIpv6}`,
  ];
  return script([], ip, firewallText('peer', world.filters, { rules: world.rules }));
}

/** `/etc` of the client: what its resolver and its certificate store say. */
export function clientFiles(world: World, store: string): Readonly<Record<string, string>> {
  return {
    'resolv.conf': world.resolvers.map((address) => `nameserver ${address}\n`).join(''),
    hosts: ['127.0.0.1 localhost', '::1 localhost', ...world.hostsFile].map((line) => `${line}\n`).join(''),
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    'gai.conf': '',
    ...(world.osRelease === null ? {} : { 'os-release': world.osRelease }),
    'ssl/certs/ca-certificates.crt': store,
    'ssl/cert.pem': store,
  };
}
