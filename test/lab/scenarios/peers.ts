/** Servers of the person's own (`check --peer`): what they prove, what they do not, and what is never blamed on the way. */
import type { Change } from '../change.ts';
import { PEER_MACHINE } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';

const layer = 'streaming';
const { address } = PEER_MACHINE;

/** The service says nothing over UDP, as the real one: what is proved is proved by the peer. */
const SILENT: Change = { kind: 'udp', ports: [4172, 4195], manner: 'silent' };

function machine(...peers: World['peers']): Change {
  return { kind: 'world', fields: { peerMachine: true, peers } };
}

export const PEERS: readonly Scenario[] = [
  clean({
    name: 'peer-stun-coturn',
    layer,
    broken: 'Nothing: the service is silent, and a coturn on 4172 answers.',
    manners: [SILENT, machine('coturn-4172')],
    args: ['--peer', `stun:${address}:4172`],
    proofs: { pcoip: 'proved-to-peer', dcv: 'unproven' },
    never: ['pcoip/udp-unproven', 'streaming/udp-silent', 'peer/unreachable'],
    fast: true,
  }),
  clean({
    name: 'peer-quic-caddy',
    layer,
    broken: 'Nothing: the service is silent, and a caddy on 4195 answers.',
    manners: [SILENT, machine('caddy-peer')],
    args: ['--peer', `quic:${address}:4195`],
    proofs: { pcoip: 'unproven', dcv: 'proved-to-peer' },
    never: ['dcv/udp-unproven', 'streaming/udp-silent', 'peer/unreachable'],
  }),
  faulty({
    name: 'peer-answers-and-the-service-does-not',
    layer,
    broken:
      'UDP to the ranges of Amazon is dropped, a coturn outside them answers, and the service is known to answer.',
    manners: [machine('coturn-4172')],
    faults: [{ kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' }],
    args: ['--assume-udp-answers', '--peer', `stun:${address}:4172`],
    expected: {
      ...both('degraded'),
      first: 'streaming/udp-silent',
      proofs: { pcoip: 'unproven', dcv: 'unproven' },
    },
  }),
];
