/** Machines, name servers and servers that look wrong and are not: ready, with no warning and no error. */
import type { Change, HttpsManner } from '../change.ts';
import { DNS_SERVERS, NETWORK, PEER_ADDRESS } from '../places.ts';
import { clean, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';
import { ANSWERS, NAMES } from './names.ts';

const NO_STREAMING = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];
const world = (fields: Partial<World>): Change => ({ kind: 'world', fields });
const https = (behaviour: HttpsManner['behaviour']): Change => ({ kind: 'https', hosts: 'all', behaviour });

const odd = (
  name: string,
  broken: string,
  rest: Pick<Scenario, 'manners'> & { never?: string[] },
): Scenario => clean({ name: `odd-${name}`, layer: 'odd-but-healthy', broken, args: [ANSWERS], ...rest });

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

export const STRANGE_MACHINES: readonly Scenario[] = [
  odd(
    'fourth-dns-server-dead',
    'Four DNS servers are set, the fourth is dead: a resolver library asks three.',
    {
      manners: [
        world({
          resolvers: [...DNS_SERVERS.ipv4, PEER_ADDRESS.dnsmasq, '10.53.0.99'],
          peers: ['dnsmasq'],
          alsoServed: ['10.53.0.99/32'],
        }),
        { kind: 'filter', to: { prefixes: ['10.53.0.99'] }, action: 'drop' },
      ],
      never: ['dns/partial-servers', 'dns/slow'],
    },
  ),
  odd('cname-chain-of-8', 'Every name is an alias of an alias, eight deep.', {
    manners: [{ kind: 'dns', manner: 'cname-chain' }],
    never: ['dns/malformed', 'dns/name-not-found'],
  }),
  odd(
    'rotating-answers-ttl-0',
    'Every answer holds another one of the addresses and may not be kept (TTL 0).',
    {
      manners: [
        { kind: 'dns', manner: 'rotating' },
        {
          kind: 'names',
          names: [NAMES.broker],
          answer: { a: ['99.86.200.1', '99.86.200.2', '99.86.200.3'] },
        },
      ],
      never: ['dns/malformed', 'streaming/partial', ...NO_STREAMING],
    },
  ),
  odd('dns-case-mangled', 'The DNS server spells the name in its answer in letters of random case.', {
    manners: [{ kind: 'dns', manner: 'case-mangled' }],
    never: ['dns/malformed'],
  }),
  odd('dns-over-tcp-alone-and-slow', 'Every UDP answer is truncated, and every answer takes 120 ms.', {
    manners: [{ kind: 'dns', manner: 'truncate', delayMs: 120 }],
    never: ['dns/malformed', 'dns/partial-servers', 'dns/no-answer'],
  }),
  odd('interface-mtu-9000', 'The interface carries jumbo frames, the path 1500 bytes.', {
    manners: [world({ clientMtu: 9000 }), { kind: 'path', to: 'everything', mtu: 1500 }],
    never: ['mtu/black-hole', 'mtu/too-small'],
  }),
  odd('second-default-route-dead', 'A second default route of lower preference leads nowhere.', {
    manners: [
      world({
        extraInterfaces: [{ name: 'wwan0', address: '10.200.0.2/24' }],
        clientIp: ['route add default via 10.200.0.1 dev wwan0 metric 700'],
      }),
    ],
    never: ['local/offline', 'latency/first-hop'],
  }),
  odd(
    'ipv6-unique-local-alone',
    'The network hands out IPv6 addresses of its own (ULA) and a default route without a way out.',
    {
      manners: [
        world({
          families: 'dual',
          clientIp: [
            `address del ${NETWORK.client.ipv6}/64 dev eth0`,
            'address add fd77:1::10/64 dev eth0 nodad',
            'route replace default via fd77:1::1 dev eth0 onlink',
          ],
        }),
        { kind: 'filter', to: { prefixes: ['::/0'] }, transport: 'any', action: 'drop' },
      ],
      never: ['ipv6/broken'],
    },
  ),
  odd('ipv6-link-local-alone', 'The interface has a link-local IPv6 address, and no router ever spoke.', {
    manners: [
      world({
        families: 'dual',
        clientIp: [
          `route del default via ${NETWORK.router.ipv6} dev eth0`,
          `address del ${NETWORK.client.ipv6}/64 dev eth0`,
          'address add fe80::77/64 dev eth0 nodad',
        ],
      }),
    ],
    never: ['ipv6/broken'],
  }),
  odd('icmp-wholly-blocked', 'The router drops every ICMP packet, errors too.', {
    manners: [
      world({
        rules: [
          { at: 'router', text: 'meta l4proto { icmp, ipv6-icmp } drop' },
          { at: 'client', text: 'meta l4proto icmp drop' },
        ],
      }),
    ],
    never: ['mtu/black-hole', 'mtu/too-small', 'latency/first-hop', 'latency/loss'],
  }),
  odd('vlan-interface-names', 'VLANs and a dial-up device with odd names stand beside the real interface.', {
    manners: [
      world({
        extraInterfaces: [
          { name: 'wlan0.100', address: '172.30.1.2/24' },
          { name: 'ppp-ü', address: '172.30.2.2/24' },
          { name: 'br@lan', address: '172.30.3.2/24' },
        ],
      }),
    ],
    never: ['vpn/all-traffic', 'local/offline'],
  }),
  odd('300-addresses', 'The interface carries 300 addresses.', {
    manners: [
      world({ clientIp: many(300, (n) => `address add 172.28.${n >> 7}.${(n & 127) + 1}/16 dev eth0`) }),
    ],
    never: ['local/offline', 'vpn/all-traffic'],
  }),
  odd('40-interfaces', 'Forty container bridges stand beside the real interface.', {
    manners: [
      world({ extraInterfaces: many(40, (n) => ({ name: `veth${n}x`, address: `172.29.${n}.1/24` })) }),
    ],
    never: ['local/offline', 'vpn/all-traffic'],
  }),
  odd('503-once', 'Every name answers 503 once and 200 from then on.', {
    manners: [https('once-503')],
    never: ['https/server-error'],
  }),
  odd('http-1.0', 'Every name answers HTTP/1.0.', {
    manners: [https('http-1.0')],
    never: ['https/protocol-error'],
  }),
  odd('tls-1.2-without-resumption', 'Every name speaks TLS 1.2 at most and resumes no session.', {
    manners: [https('tls-1.2')],
    never: ['https/handshake-cut', 'https/certificate-invalid', 'https/tls-intercepted'],
  }),
  odd('tls-handshake-takes-2500-ms', 'An inspecting box holds every handshake for 2.5 s and lets it pass.', {
    manners: [https('slow-handshake')],
    never: ['https/handshake-cut', 'https/blocked', 'mtu/black-hole'],
  }),
  odd('ecn-stripped', 'The router clears the congestion bits of every packet.', {
    manners: [world({ rules: [{ at: 'router', text: 'ip ecn set not-ect' }] })],
  }),
];
