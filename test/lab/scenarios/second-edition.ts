/** Networks of the second edition of findings.md: each kind of client, lists of proxy scripts, proxies that are not followed, Ohio. */
import type { Change } from '../change.ts';
import { PROXY, TIME } from '../places.ts';
import { both, clean, faulty, type Expectation, type Scenario } from '../scenario.ts';
import { ANSWERS, NAMES } from './names.ts';

const PAGE = 'clients.amazonworkspaces.com';
const DCV_ALONE = { pcoip: 'absent' } as const;
const PCOIP_ALONE = { dcv: 'absent' } as const;
const webAccess = [ANSWERS, '--profile', 'web-access', '--protocol', 'dcv'];
const zeroClient = [ANSWERS, '--profile', 'zero-client'];

const drop = (
  to: Extract<Change, { kind: 'filter' }>['to'],
  rest: Partial<Extract<Change, { kind: 'filter' }>> = {},
): Change => ({
  kind: 'filter',
  to,
  transport: 'tcp',
  ports: [443],
  action: 'drop',
  ...rest,
});
const held443 = drop('names');
const heldBroker = drop({ hosts: [NAMES.broker, NAMES.sessionBroker] });
const dcvOnly = (verdict: Expectation['verdict']) => ({ verdict, ...DCV_ALONE, dcv: verdict });
const pcoipOnly = (verdict: Expectation['verdict']) => ({ verdict, pcoip: verdict, ...PCOIP_ALONE });

const PROFILES: readonly Scenario[] = [
  clean({
    name: 'profile-web-access',
    layer: 'healthy',
    broken: 'Nothing: a browser in a Region that has PCoIP in it too.',
    region: 'us-east-1',
    args: [ANSWERS, '--profile', 'web-access'],
    never: ['client/missing'],
  }),
  clean({
    name: 'profile-web-access-dcv-alone',
    layer: 'healthy',
    broken: 'Nothing: a browser in Frankfurt, where the guide has DCV alone for it.',
    args: webAccess,
    only: 'dcv',
  }),
  clean({
    name: 'profile-web-access-port-80-shut',
    layer: 'odd-but-healthy',
    broken: 'Port 80 is silent; who types https gets to the page.',
    args: webAccess,
    manners: [drop({ hosts: [PAGE] }, { ports: [80] })],
    only: 'dcv',
    never: ['network/captive-portal'],
  }),
  clean({
    name: 'profile-zero-client',
    layer: 'healthy',
    broken: 'Nothing: a zero client, whose time server answers.',
    args: zeroClient,
    only: 'pcoip',
    never: ['time/unreachable', 'https/clock-skew'],
  }),
  clean({
    name: 'profile-zero-client-time-server-wrong',
    layer: 'odd-but-healthy',
    broken: 'The time server runs an hour behind; every web server agrees with this clock.',
    args: zeroClient,
    manners: [{ kind: 'udp', ports: [TIME.port], manner: 'time-late' }],
    only: 'pcoip',
    never: ['https/clock-skew'],
  }),
  clean({
    name: 'profile-client-time-server-shut',
    layer: 'odd-but-healthy',
    broken: 'The time server of zero clients is silent, and the client of this computer is asked about.',
    args: [ANSWERS],
    manners: [drop({ prefixes: [TIME.address] }, { transport: 'udp', ports: [TIME.port] })],
    never: ['time/unreachable'],
  }),
  faulty({
    name: 'profile-web-access-page-shut',
    layer: 'https',
    broken: 'The page of Web Access is dropped on 443; everything else works.',
    args: webAccess,
    faults: [drop({ hosts: [PAGE] })],
    expected: { ...dcvOnly('not-ready'), first: 'https/blocked' },
  }),
  faulty({
    name: 'profile-web-access-page-unknown',
    layer: 'dns',
    broken: 'The name of the page of Web Access is NXDOMAIN.',
    args: webAccess,
    faults: [{ kind: 'names', names: [PAGE], answer: { rcode: 'nxdomain' } }],
    expected: { ...dcvOnly('not-ready'), first: 'dns/name-not-found' },
  }),
  faulty({
    name: 'profile-web-access-4195-shut',
    layer: 'streaming',
    broken: 'TCP and UDP 4195 are dropped for a browser; its gateways take 443.',
    args: webAccess,
    faults: [drop('everything', { transport: 'any', ports: [4195] })],
    expected: { ...dcvOnly('degraded'), first: 'dcv/tcp-blocked', may: ['streaming/udp-silent'] },
  }),
  faulty({
    name: 'profile-zero-client-time-silent',
    layer: 'path',
    broken: 'UDP 123 is dropped: a zero client has no clock.',
    args: zeroClient,
    faults: [drop({ prefixes: [TIME.address] }, { transport: 'udp', ports: [TIME.port] })],
    expected: { ...pcoipOnly('degraded'), first: 'time/unreachable' },
  }),
  faulty({
    name: 'profile-zero-client-time-refused',
    layer: 'path',
    broken: 'UDP 123 is refused: a zero client has no clock.',
    args: zeroClient,
    faults: [
      drop(
        { prefixes: [TIME.address] },
        { transport: 'udp', ports: [TIME.port], action: 'port-unreachable' },
      ),
    ],
    expected: { ...pcoipOnly('degraded'), first: 'time/unreachable' },
  }),
  faulty({
    name: 'profile-zero-client-4172-shut',
    layer: 'streaming',
    broken: 'TCP and UDP 4172 are dropped for a zero client.',
    args: zeroClient,
    faults: [drop('everything', { transport: 'any', ports: [4172] })],
    expected: { ...pcoipOnly('not-ready'), first: 'pcoip/tcp-blocked' },
  }),
];

const unproven = (name: string, broken: string, manners: readonly Change[] = []): Scenario =>
  clean({
    name: `ohio-${name}`,
    layer: 'odd-but-healthy',
    broken,
    region: 'us-east-2',
    args: [ANSWERS, '--protocol', 'dcv'],
    manners,
    unknown: 'tables/unconfirmed',
    only: 'dcv',
  });

const OHIO: readonly Scenario[] = [
  unproven(
    'everything-works',
    'Every name and gateway of Ohio answers; no document gives its broker or health check.',
  ),
  unproven('gateways-idle', 'The gateways of Ohio are silent; nobody knows its health check.', [
    drop({ region: 'us-east-2' }, { transport: 'any', ports: [4195] }),
  ]),
];

const pac = (list: string): Change => ({
  kind: 'pac',
  script: `function FindProxyForURL(url, host) { return "${list}"; }`,
});
const LIVE = `PROXY ${PROXY.host}:${PROXY.port}`;
const DEAD = 'PROXY 10.80.0.81:3128';
const GONE = 'PROXY gone.lab.test:3128';
const SOCKS = 'SOCKS5 10.80.0.82:1080';
const proxyListens: Change = { kind: 'world', fields: { proxy: { deny: [], schemes: [] } } };
const socksEnvironment: Change = {
  kind: 'world',
  fields: { environment: { ALL_PROXY: 'socks5://10.80.0.82:1080', HTTPS_PROXY: 'socks5://10.80.0.82:1080' } },
};

/** Direct 443 is dropped, the list is walked, and its living entry carries sign-in. */
const walked = (name: string, broken: string, list: string, expected: Partial<Expectation>): Scenario =>
  faulty({
    name: `pac-list-${name}`,
    layer: 'proxy',
    broken: `Direct 443 is dropped. ${broken}`,
    faults: [held443, proxyListens, pac(list)],
    expected: {
      ...both('ready'),
      first: null,
      then: ['proxy/required'],
      never: ['https/blocked', 'proxy/not-followed'],
      ...expected,
    },
  });

const LISTS: readonly Scenario[] = [
  walked('first-dead', 'The first entry of the list is dead, the second works.', `${DEAD}; ${LIVE}`, {
    then: ['proxy/required', 'proxy/unreachable'],
  }),
  walked('first-name-unknown', 'The first entry has no address, the second works.', `${GONE}; ${LIVE}`, {
    then: ['proxy/required', 'proxy/unreachable'],
  }),
  walked('socks-first', 'A SOCKS entry stands before a proxy that works.', `${SOCKS}; ${LIVE}`, {}),
  walked('living-first', 'The first entry works, a dead one stands behind it.', `${LIVE}; ${DEAD}`, {
    never: ['https/blocked', 'proxy/unreachable', 'proxy/not-followed'],
  }),
  walked(
    'https-first',
    'An HTTPS proxy, which the client has no use for, stands before one that works.',
    `HTTPS secure.lab.test:443; ${LIVE}`,
    {},
  ),
  faulty({
    name: 'pac-list-dead-then-direct',
    layer: 'proxy',
    broken: 'The first entry of the list is dead and the second is DIRECT, which works.',
    faults: [pac(`${DEAD}; DIRECT`)],
    expected: {
      ...both('ready'),
      first: null,
      then: ['proxy/unreachable'],
      never: ['https/blocked', 'proxy/required'],
    },
  }),
  faulty({
    name: 'pac-list-all-dead',
    layer: 'proxy',
    broken: 'Direct 443 is dropped, and every entry of the list is dead.',
    faults: [held443, pac(`${DEAD}; ${GONE}`)],
    expected: {
      ...both('not-ready'),
      first: 'proxy/unreachable',
      never: ['https/blocked', 'proxy/not-followed'],
    },
  }),
];

const NOT_FOLLOWED: readonly Scenario[] = [
  faulty({
    name: 'socks-alone-needed',
    layer: 'proxy',
    broken: 'Direct 443 is dropped, and the machine is set to a SOCKS proxy.',
    faults: [held443, socksEnvironment],
    expected: {
      ...both('unknown'),
      first: 'proxy/not-followed',
      never: ['https/blocked', 'proxy/unreachable'],
    },
    fast: true,
  }),
  faulty({
    name: 'socks-alone-refused',
    layer: 'proxy',
    broken: 'Direct 443 is refused, and the machine is set to a SOCKS proxy.',
    faults: [drop('names', { action: 'reset' }), socksEnvironment],
    expected: {
      ...both('unknown'),
      first: 'proxy/not-followed',
      never: ['https/refused', 'proxy/unreachable'],
    },
  }),
  faulty({
    name: 'pac-socks-alone-needed',
    layer: 'proxy',
    broken: 'Direct 443 is dropped, and the PAC file names a SOCKS proxy alone.',
    faults: [held443, pac(SOCKS)],
    expected: {
      ...both('unknown'),
      first: 'proxy/not-followed',
      never: ['https/blocked', 'proxy/unreachable'],
    },
  }),
  faulty({
    name: 'socks-alone-unneeded',
    layer: 'proxy',
    broken: 'The machine is set to a SOCKS proxy, and everything works directly.',
    faults: [socksEnvironment],
    expected: {
      ...both('ready'),
      first: null,
      then: ['proxy/not-followed'],
      never: ['https/blocked', 'proxy/unreachable'],
    },
  }),
  faulty({
    name: 'socks-alone-broker-shut',
    layer: 'proxy',
    broken: 'The machine is set to a SOCKS proxy; only the brokers are dropped directly.',
    faults: [heldBroker, socksEnvironment],
    expected: { ...both('not-ready'), first: 'https/blocked', then: ['proxy/not-followed'] },
  }),
  faulty({
    name: 'socks-alone-and-4172-shut',
    layer: 'proxy',
    broken:
      'Direct 443 is dropped, the machine is set to a SOCKS proxy, and 4172 is dropped: nobody saw a session.',
    faults: [held443, socksEnvironment, drop('everything', { transport: 'any', ports: [4172] })],
    expected: { ...both('unknown'), first: 'pcoip/tcp-blocked', then: ['proxy/not-followed'] },
  }),
];

const MACHINES: readonly Scenario[] = [
  faulty({
    name: 'hosts-file-broker-nowhere',
    layer: 'dns',
    broken: 'The hosts file of this computer sends the broker to 0.0.0.0.',
    faults: [{ kind: 'world', fields: { hostsFile: [`0.0.0.0 ${NAMES.broker}`] } }],
    expected: { ...both('not-ready'), first: 'dns/redirected' },
  }),
  faulty({
    name: 'wsl1-site-local-servers',
    layer: 'dns',
    broken: "Windows' site-local ghosts stand in the resolv.conf of Linux: there they are dead servers.",
    faults: [
      {
        kind: 'world',
        fields: { resolvers: ['10.53.0.53', 'fec0:0:0:ffff::1', 'fec0:0:0:ffff::2'] },
      },
    ],
    expected: { ...both('degraded'), first: 'dns/partial-servers' },
    // There they are what Windows itself puts in, and nobody asks them.
    onWindows: { ...both('ready'), first: null, then: [] },
  }),
];

export const SECOND_EDITION: readonly Scenario[] = [
  ...PROFILES,
  ...OHIO,
  ...LISTS,
  ...NOT_FOLLOWED,
  ...MACHINES,
];
