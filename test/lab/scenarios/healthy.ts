/** Good networks: ready, with no warning and no error. */
import { clean, type Scenario } from '../scenario.ts';

const ANSWERS = ['--assume-udp-answers'];

export const HEALTHY: readonly Scenario[] = [
  clean({
    name: 'healthy',
    layer: 'healthy',
    broken: 'Nothing: every server answers on every port, 40 ms away.',
    args: ANSWERS,
    fast: true,
  }),
  clean({
    name: 'healthy-dual-stack',
    layer: 'healthy',
    broken: 'Nothing: IPv4 and IPv6 both work.',
    args: ANSWERS,
    manners: [{ kind: 'world', fields: { families: 'dual' } }],
    never: ['ipv6/broken'],
  }),
  clean({
    name: 'healthy-us-east-1',
    layer: 'healthy',
    broken: 'Nothing: another Region, with six health-check servers and FIPS names.',
    region: 'us-east-1',
    args: ANSWERS,
    manners: [{ kind: 'path', to: { region: 'us-east-1' }, upMs: 8, downMs: 8 }],
  }),
];
