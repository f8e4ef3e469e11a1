/** Round trip, loss and jitter: each limit of the documents from both sides. */
import type { Change } from '../change.ts';
import { both, clean, faulty, only, type Expectation, type Scenario } from '../scenario.ts';
import { ANSWERS } from './names.ts';

const layer = 'latency';
const roundTrip = (ms: number): Change => ({ kind: 'path', to: 'streaming', upMs: ms / 2, downMs: ms / 2 });

function atRoundTrip(ms: number, expected: Expectation, fast = false): Scenario {
  const broken = `The round trip to the Region is ${ms} ms.`;
  return faulty({ name: `rtt-${ms}-ms`, layer, broken, faults: [roundTrip(ms)], expected, fast });
}

const NOTICE: Expectation = {
  ...both('ready'),
  first: null,
  then: ['latency/affected'],
  never: ['latency/degraded', 'latency/terminated'],
};
const PCOIP_DEGRADED: Expectation = {
  ...only('pcoip', 'degraded'),
  first: 'latency/degraded',
  never: ['latency/terminated', 'latency/beyond'],
};
const BOTH_DEGRADED: Expectation = {
  ...both('degraded'),
  first: 'latency/degraded',
  never: ['latency/terminated', 'latency/beyond'],
};
const PCOIP_ENDS: Expectation = {
  verdict: 'degraded',
  pcoip: 'not-ready',
  dcv: 'degraded',
  first: 'latency/terminated',
  then: ['latency/degraded'],
  never: ['latency/beyond'],
};

export const LATENCY: readonly Scenario[] = [
  clean({
    name: 'rtt-99-ms',
    layer,
    broken: 'The round trip to the Region is 99 ms: just within the best band.',
    args: [ANSWERS],
    manners: [roundTrip(99)],
    never: ['latency/affected'],
  }),
  atRoundTrip(101, NOTICE),
  atRoundTrip(199, NOTICE),
  atRoundTrip(201, PCOIP_DEGRADED, true),
  atRoundTrip(249, PCOIP_DEGRADED),
  atRoundTrip(251, BOTH_DEGRADED),
  atRoundTrip(374, BOTH_DEGRADED),
  atRoundTrip(376, PCOIP_ENDS, true),
  atRoundTrip(399, PCOIP_ENDS),
  atRoundTrip(401, {
    verdict: 'degraded',
    pcoip: 'not-ready',
    dcv: 'degraded',
    first: 'latency/terminated',
    then: ['latency/beyond'],
    never: ['latency/degraded'],
  }),
  faulty({
    name: 'loss-5-percent',
    layer,
    broken: 'Every 20th packet to the health-check servers is lost.',
    faults: [{ kind: 'path', to: 'health-check', lossRatio: 0.05 }],
    expected: { ...both('degraded'), first: 'latency/loss', never: ['streaming/partial', 'latency/jitter'] },
    fast: true,
  }),
  faulty({
    name: 'loss-15-percent',
    layer,
    broken: '15 of 100 packets to the health-check servers are lost.',
    faults: [{ kind: 'path', to: 'health-check', lossRatio: 0.15 }],
    expected: {
      ...both('not-ready'),
      first: 'latency/loss',
      never: ['streaming/partial', 'pcoip/tcp-blocked'],
    },
  }),
  faulty({
    name: 'jitter-40-ms',
    layer,
    broken: 'Consecutive round trips differ by 40 ms.',
    faults: [{ kind: 'path', to: 'streaming', swingMs: 40 }],
    expected: { ...both('degraded'), first: 'latency/jitter', never: ['latency/loss'] },
  }),
  faulty({
    name: 'first-hop-slow',
    layer,
    broken: 'The way to the router (Wi-Fi) takes 200 ms there and back, the rest 40 ms.',
    faults: [{ kind: 'first-hop', upMs: 100, downMs: 100 }],
    expected: { ...only('pcoip', 'degraded'), first: 'latency/degraded', then: ['latency/first-hop'] },
  }),
  faulty({
    name: 'first-hop-jitter',
    layer,
    broken: 'Consecutive packets on the way to the router differ by 60 ms.',
    faults: [{ kind: 'first-hop', upMs: 1, downMs: 1, swingMs: 60 }],
    expected: { ...both('degraded'), first: 'latency/jitter', then: ['latency/first-hop'] },
  }),
];
