/** Faults of the streaming ports 4172 (PCoIP) and 4195 (DCV). */
import type { Change } from '../change.ts';
import type { FilterAction } from '../firewall.ts';
import { regionFacts } from '../table-facts.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';
import { HEALTH_CHECK } from './names.ts';

const layer = 'streaming';
/** On the way to health-check servers and gateways alike, as a firewall rule by port is. */
function port(
  number: number,
  transport: 'tcp' | 'udp',
  action: FilterAction,
  at: 'router' | 'client' = 'router',
): Change {
  return { kind: 'filter', to: 'streaming', transport, ports: [number], action, at };
}
/** The service keeps no gateway open on 443, so that DCV has nothing to fall back to. */
const noFallback: Change = {
  kind: 'filter',
  to: 'gateways',
  at: 'service',
  transport: 'tcp',
  ports: [443],
  action: 'drop',
};
const facts = regionFacts('eu-central-1');
const HTTPS_IS_FINE = ['https/blocked', 'https/refused', 'dns/no-answer'];

export const STREAMING: readonly Scenario[] = [
  faulty({
    name: 'pcoip-tcp-dropped',
    layer,
    broken: 'TCP 4172 is dropped.',
    faults: [port(4172, 'tcp', 'drop')],
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/tcp-blocked',
      never: ['dcv/tcp-blocked', ...HTTPS_IS_FINE],
    },
    fast: true,
  }),
  faulty({
    name: 'pcoip-tcp-reset',
    layer,
    broken: 'TCP 4172 is reset.',
    faults: [port(4172, 'tcp', 'reset')],
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/tcp-refused',
      never: ['pcoip/tcp-blocked', ...HTTPS_IS_FINE],
    },
  }),
  faulty({
    name: 'dcv-tcp-dropped',
    layer,
    broken: 'TCP 4195 is dropped, and no gateway is open on 443.',
    manners: [noFallback],
    faults: [port(4195, 'tcp', 'drop')],
    expected: {
      ...only('dcv', 'not-ready'),
      first: 'dcv/tcp-blocked',
      never: ['pcoip/tcp-blocked', ...HTTPS_IS_FINE],
    },
    fast: true,
  }),
  faulty({
    name: 'dcv-tcp-dropped-with-fallback',
    layer,
    broken: 'TCP 4195 is dropped, and a gateway is open on TCP 443.',
    faults: [port(4195, 'tcp', 'drop')],
    expected: {
      ...only('dcv', 'degraded'),
      first: 'dcv/tcp-blocked',
      never: ['pcoip/tcp-blocked', ...HTTPS_IS_FINE],
    },
  }),
  faulty({
    name: 'dcv-tcp-reset',
    layer,
    broken: 'TCP 4195 is reset.',
    manners: [noFallback],
    faults: [port(4195, 'tcp', 'reset')],
    expected: {
      ...only('dcv', 'not-ready'),
      first: 'dcv/tcp-refused',
      never: ['dcv/tcp-blocked', ...HTTPS_IS_FINE],
    },
  }),
  faulty({
    name: 'both-tcp-dropped',
    layer,
    broken: 'TCP 4172 and 4195 are dropped, and no gateway is open on 443.',
    manners: [noFallback],
    faults: [port(4172, 'tcp', 'drop'), port(4195, 'tcp', 'drop')],
    expected: {
      ...both('not-ready'),
      first: 'pcoip/tcp-blocked',
      then: ['dcv/tcp-blocked'],
      never: HTTPS_IS_FINE,
    },
  }),
  faulty({
    name: 'both-tcp-reset',
    layer,
    broken: 'TCP 4172 and 4195 are reset.',
    manners: [noFallback],
    faults: [port(4172, 'tcp', 'reset'), port(4195, 'tcp', 'reset')],
    expected: {
      ...both('not-ready'),
      first: 'pcoip/tcp-refused',
      then: ['dcv/tcp-refused'],
      never: HTTPS_IS_FINE,
    },
  }),
  faulty({
    name: 'pcoip-udp-port-unreachable',
    layer,
    broken: 'UDP 4172 is refused by ICMP port unreachable.',
    faults: [port(4172, 'udp', 'port-unreachable')],
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/udp-rejected',
      never: ['streaming/udp-silent', 'dcv/udp-rejected'],
      transports: { pcoip: 'none', dcv: 'quic' },
    },
    fast: true,
  }),
  faulty({
    name: 'pcoip-udp-prohibited',
    layer,
    broken: 'UDP 4172 is refused by ICMP administratively prohibited.',
    faults: [port(4172, 'udp', 'admin-prohibited')],
    expected: { ...only('pcoip', 'not-ready'), first: 'pcoip/udp-rejected', never: ['dcv/udp-rejected'] },
  }),
  faulty({
    name: 'pcoip-udp-forbidden-here',
    layer,
    broken: 'The firewall of this machine forbids UDP 4172.',
    faults: [port(4172, 'udp', 'drop', 'client')],
    expected: { ...only('pcoip', 'not-ready'), first: 'pcoip/udp-rejected', never: ['dcv/udp-rejected'] },
  }),
  faulty({
    name: 'dcv-udp-port-unreachable',
    layer,
    broken: 'UDP 4195 is refused by ICMP port unreachable: DCV falls back to TCP.',
    faults: [port(4195, 'udp', 'port-unreachable')],
    expected: {
      ...only('dcv', 'degraded'),
      first: 'dcv/udp-rejected',
      never: ['pcoip/udp-rejected', 'streaming/udp-silent'],
      transports: { pcoip: 'udp' },
    },
  }),
  faulty({
    name: 'streaming-udp-dropped',
    layer,
    broken: 'All UDP to the service is dropped (DNS works).',
    faults: [{ kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' }],
    expected: {
      ...both('degraded'),
      first: 'streaming/udp-silent',
      never: ['pcoip/udp-rejected', 'dcv/udp-rejected', 'pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    },
    fast: true,
  }),
  faulty({
    name: 'streaming-udp-dropped-unverified',
    layer,
    broken: 'All UDP to the service is dropped, and nobody has verified that the service answers.',
    args: [],
    manners: [],
    faults: [{ kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' }],
    expected: { ...both('ready'), first: null, then: ['streaming/udp-silent'] },
  }),
  faulty({
    name: 'pcoip-udp-dropped-dcv-udp-answers',
    layer,
    broken: 'UDP 4172 is dropped while 4195 answers: proven elsewhere only.',
    faults: [port(4172, 'udp', 'drop')],
    expected: {
      ...both('ready'),
      first: null,
      then: ['pcoip/udp-unproven'],
      never: ['streaming/udp-silent', 'pcoip/udp-rejected'],
    },
  }),
  faulty({
    name: 'one-of-four-health-check-servers-down',
    layer,
    broken: 'One of four health-check servers is silent.',
    faults: [{ kind: 'filter', to: { prefixes: [HEALTH_CHECK[2]] }, at: 'service', action: 'drop' }],
    expected: {
      ...both('degraded'),
      first: 'streaming/partial',
      never: ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'latency/loss'],
    },
    fast: true,
  }),
  faulty({
    name: 'two-of-four-health-check-servers-refuse',
    layer,
    broken: 'Two of four health-check servers refuse TCP.',
    faults: [
      {
        kind: 'filter',
        to: { prefixes: [HEALTH_CHECK[0], HEALTH_CHECK[1]] },
        at: 'service',
        transport: 'tcp',
        action: 'reset',
      },
    ],
    expected: {
      ...both('degraded'),
      first: 'streaming/partial',
      never: ['pcoip/tcp-refused', 'dcv/tcp-refused'],
    },
  }),
  faulty({
    name: 'every-gateway-prohibited',
    layer,
    broken: 'A firewall prohibits every gateway range while the health-check servers work.',
    faults: [{ kind: 'filter', to: 'gateways', action: 'admin-prohibited' }],
    expected: {
      ...both('not-ready'),
      first: 'gateway/rejected',
      never: ['pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    },
    fast: true,
  }),
  faulty({
    name: 'pcoip-gateways-prohibited',
    layer,
    broken: 'A firewall prohibits every PCoIP gateway range; those of DCV are open.',
    faults: [{ kind: 'filter', to: { prefixes: facts.pcoipRanges }, action: 'admin-prohibited' }],
    expected: { ...only('pcoip', 'not-ready'), first: 'gateway/rejected' },
  }),
  faulty({
    name: 'both-tcp-dropped-without-udp-answers',
    layer,
    broken: 'Everything to the streaming servers is dropped; 443 works.',
    args: [],
    faults: [{ kind: 'filter', to: 'streaming', action: 'drop' }],
    expected: {
      ...both('not-ready'),
      first: 'pcoip/tcp-blocked',
      then: ['dcv/tcp-blocked'],
      never: [...HTTPS_IS_FINE, 'latency/loss'],
    },
  }),
];
