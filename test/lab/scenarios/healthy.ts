/** Good networks: ready, with no warning and no error. */
import { clean, type Scenario } from '../scenario.ts';
import { ANSWERS } from './names.ts';

export const HEALTHY: readonly Scenario[] = [
  clean({
    name: 'healthy',
    layer: 'healthy',
    broken: 'Nothing: every server answers on every port, 40 ms away.',
    args: [ANSWERS],
    transports: { pcoip: 'udp', dcv: 'quic' },
    fast: true,
  }),
  clean({
    name: 'healthy-dual-stack',
    layer: 'healthy',
    broken: 'Nothing: IPv4 and IPv6 both work.',
    args: [ANSWERS],
    manners: [{ kind: 'world', fields: { families: 'dual' } }],
    never: ['ipv6/broken'],
  }),
  clean({
    name: 'healthy-us-east-1',
    layer: 'healthy',
    broken: 'Nothing: another Region, with six health-check servers and FIPS names.',
    region: 'us-east-1',
    args: [ANSWERS],
    manners: [{ kind: 'path', to: { region: 'us-east-1' }, upMs: 8, downMs: 8 }],
  }),
  clean({
    name: 'healthy-registration-code',
    layer: 'healthy',
    broken: 'Nothing: the Region comes out of a short registration code.',
    args: [ANSWERS, '--registration-code', 'WSfra+ABC12D'],
  }),
  clean({
    name: 'healthy-registration-name',
    layer: 'healthy',
    broken: 'Nothing: a fully qualified registration name has one good TXT value.',
    args: [ANSWERS, '--region', 'eu-central-1', '--registration-code', 'desktop.lab.test'],
    manners: [{ kind: 'names', names: ['desktop.lab.test'], answer: { txt: ['a1b2c3d4e5f6'] } }],
    never: ['registration/name-invalid'],
  }),
  clean({
    name: 'healthy-also-own-host',
    layer: 'healthy',
    broken: 'Nothing: the identity provider that the person adds works too.',
    args: [ANSWERS, '--also', 'idp.lab.test'],
  }),
  clean({
    name: 'healthy-all-regions',
    layer: 'healthy',
    broken: 'Nothing: every Region of the partition, each as far away as it is.',
    args: [ANSWERS, '--region', 'all', '--samples', '3'],
    never: ['local/accepts-all'],
  }),
];
