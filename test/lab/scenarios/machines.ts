/** What the machine or the router in front of it is like, and not the network: the client that is installed, its system, the address outside. */
import type { Change } from '../change.ts';
import { OUTSIDE, PEER_MACHINE, STUN } from '../places.ts';
import { both, clean, faulty, only, type Scenario } from '../scenario.ts';
import { ANSWERS, HEALTH_CHECK } from './names.ts';
import { PEER_KEY } from '../peers.ts';
import type { World } from '../world.ts';

const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const installed = (version: string, handler = true): Change => world({ installed: { version, handler } });

const CLIENT = ['client/outdated', 'client/feature', 'client/unsupported-os'];

const CLIENTS: readonly Scenario[] = [
  clean({
    name: 'machine-without-client',
    layer: 'odd-but-healthy',
    broken: 'No client is installed: a notice, since somebody may use a browser.',
    args: [ANSWERS, '--sign-in', 'saml'],
    then: ['client/missing'],
    never: CLIENT,
  }),
  clean({
    name: 'machine-with-current-client',
    layer: 'healthy',
    broken: 'Nothing: a current client, which opens workspaces://, for a sign-in by SAML.',
    args: [ANSWERS, '--sign-in', 'saml'],
    manners: [installed('2024.8.5130')],
    never: ['client/missing', ...CLIENT],
  }),
  faulty({
    name: 'machine-client-before-dcv',
    layer: 'path',
    broken: 'The installed client is of 2022: it cannot stream DCV.',
    faults: [installed('2022.1.4321')],
    expected: {
      ...only('dcv', 'degraded'),
      first: 'client/outdated',
      params: { 'client/outdated': { version: '2022.1.4321', forProtocols: ['dcv'] } },
      never: ['client/missing'],
    },
  }),
  faulty({
    name: 'machine-client-before-saml',
    layer: 'path',
    broken: 'The organisation signs in by SAML, and the installed client of 2024.0 does not know it.',
    args: [ANSWERS, '--sign-in', 'saml'],
    faults: [installed('2024.0.4000')],
    expected: {
      ...both('degraded'),
      first: 'client/feature',
      params: { 'client/feature': { tooOld: ['saml'], needs: ['2024.1'], noHandler: false } },
      never: ['client/missing', 'client/outdated'],
    },
    fast: true,
  }),
  faulty({
    name: 'machine-without-handler',
    layer: 'path',
    broken: 'The organisation signs in by SAML, and nothing here opens workspaces://.',
    args: [ANSWERS, '--sign-in', 'saml'],
    faults: [installed('2024.8.5130', false)],
    expected: {
      ...both('degraded'),
      first: 'client/feature',
      params: { 'client/feature': { tooOld: [], noHandler: true } },
    },
  }),
  faulty({
    name: 'machine-of-2018',
    layer: 'path',
    broken: 'Ubuntu 18.04, which no document names for the client.',
    faults: [world({ osRelease: 'NAME="Ubuntu"\nID=ubuntu\nVERSION_ID="18.04"\n' })],
    expected: { ...both('degraded'), first: 'client/unsupported-os' },
  }),
];

const stun = `${STUN.address}:${STUN.port}`;
const [one, two] = OUTSIDE;
/** Each question to the STUN server by the other address, in turn. */
const inTurn: Change = world({
  nat: [`udp dport ${STUN.port} snat to numgen inc mod 2 map { 0 : ${one}, 1 : ${two} }`],
});
/** Two lines: datagrams leave by the one, connections by the other. */
const byTransport: Change = world({
  nat: [`meta l4proto udp snat to ${one}`, `meta l4proto tcp snat to ${two}`],
});
const peer: Change = world({
  peerMachine: true,
  peers: ['preflight'] satisfies World['peers'],
  environment: { PREFLIGHT_PEER_KEY: PEER_KEY },
});

const ADDRESSES: readonly Scenario[] = [
  clean({
    name: 'nat-of-one-address',
    layer: 'odd-but-healthy',
    broken:
      'Nothing: the router shows the client under one public address, which the access control group holds.',
    args: [ANSWERS, '--stun', stun, '--access-control', `${one}/32`],
    manners: [world({ nat: [`meta l4proto { tcp, udp } snat to ${one}`] })],
    never: ['network/nat-varies'],
  }),
  clean({
    name: 'nat-of-two-addresses-in-turn',
    layer: 'odd-but-healthy',
    broken: 'The router takes another public address for each question; nobody asks for a fixed one.',
    args: [ANSWERS, '--stun', stun],
    manners: [inTurn],
    then: ['network/nat-varies'],
  }),
  faulty({
    name: 'nat-varies-in-turn',
    layer: 'path',
    broken:
      'The router takes another public address for each question, and an access control group holds one of them.',
    args: [ANSWERS, '--stun', stun, '--access-control', `${one}/32`],
    faults: [inTurn],
    expected: {
      ...both('degraded'),
      first: 'network/nat-varies',
      params: { 'network/nat-varies': { controlled: true, outside: [two] } },
    },
    fast: true,
  }),
  faulty({
    name: 'nat-varies-by-transport',
    layer: 'path',
    broken: 'Datagrams leave by one line and connections by another; a peer sees both.',
    args: [ANSWERS, '--peer', PEER_MACHINE.address, '--access-control', '185.230.70.0/29'],
    manners: [peer],
    faults: [byTransport],
    expected: {
      ...both('degraded'),
      first: 'network/nat-varies',
      params: { 'network/nat-varies': { controlled: true, outside: [] } },
    },
  }),
];

const FAR: readonly Scenario[] = [
  clean({
    name: 'region-nearer-than-asked',
    layer: 'odd-but-healthy',
    broken: 'Virginia was asked for, and Frankfurt is 80 ms nearer.',
    region: 'us-east-1',
    args: [ANSWERS, '--region', 'us-east-1', '--region', 'eu-central-1'],
    then: ['latency/better-region'],
  }),
  clean({
    name: 'health-check-with-a-new-address',
    layer: 'odd-but-healthy',
    broken: 'The health-check name has one address more than the tables, and it answers.',
    args: [ANSWERS],
    manners: [
      {
        kind: 'names',
        names: ['drp-fra.amazonworkspaces.com'],
        answer: { a: [...HEALTH_CHECK, '176.34.83.211'] },
      },
      world({ alsoServed: ['176.34.83.211/32'] }),
    ],
    then: ['tables/drift'],
    never: ['dns/redirected', 'streaming/partial'],
  }),
];

export const MACHINES: readonly Scenario[] = [...CLIENTS, ...ADDRESSES, ...FAR];

/** Causes that no network shows, and why. */
export const WITHOUT_NETWORK: Readonly<Record<string, string>> = {
  'peer/jitter':
    'Nothing is said where an end is itself late, which a lab beside other work is. It showed it once (every second datagram 150 ms late); rows at the boundary decide it (test/unit/judge/boundaries).',
  'agent/deadline':
    'Our own limit: a run would have to be cut at a moment of the clock. Tests on a virtual clock cut it (test/unit/run, test/unit/judge).',
};
