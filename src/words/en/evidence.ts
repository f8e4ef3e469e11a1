/** Lines of evidence and the figures of a Region. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };

export const evidence = {
  evidence: {
    port: (transport: string, port: number, word: string, count: string) =>
      `${transport} ${port}: ${word}, ${count}`,
    after: (span: string) => `no answer after ${span}`,
    namesMissing: (count: string, names: string) => `${count} names have no address: ${names}`,
    namesFailed: (count: string, names: string) => `${count} names could not be looked up: ${names}`,
    certificates: (count: string) => `${count} certificates are from another authority`,
    badCertificates: (count: string) => `${count} certificates are not valid`,
    handshake: (count: string) => `TCP 443 opens and the secure connection is cut at ${count} names`,
    serverErrors: (count: string) => `${count} hosts answer with an error`,
    byProxy: (port: number, word: string) => `TCP ${port} through the proxy: ${word}`,
    answeredBy: (port: number, who: string) => `TCP ${port} is answered by ${who}`,
    somebodyElse: 'somebody else',
    roundTrip: (ms: string, count: string) => `${ms} median of ${count}`,
    connects: { one: 'connect', other: 'connects' },
    lost: (lost: number, sent: number) =>
      `${say.number(lost)} of ${say.count(sent, { one: 'connect', other: 'connects' })} lost`,
    router: (lost: number, sent: number) =>
      `Router: ${say.number(lost)} of ${say.count(sent, { one: 'ping', other: 'pings' })} lost`,
    routerDelay: (ms: string) => `Router: answers in ${ms}`,
    routerSilent: 'Router: does not answer ping',
    control: (addresses: string) => `${addresses}: accepted, and no host can be there`,
    packet: (bytes: string) => `Packets up to ${bytes} pass`,
    open: (ports: string) => `TCP ${ports} to the same Region: open`,
    proved: (ports: string) => `TCP ${ports}: proved by the certificates`,
    waits: (count: number) => `${say.count(count, checks)} not tested, because of this`,
    other: (name: string, word: string, count: string) => `${name}: ${word}, ${count}`,
  },
  figure: {
    roundTrip: 'Round trip',
    limits: 'Limits',
    spread: 'Spread',
    lost: 'Lost',
    packet: 'Packet size',
    notMeasured: 'not measured',
    medianOf: (count: string, port: number, serverCount: number, region: string) =>
      `median of ${count} to port ${port} of ${say.count(serverCount, { one: 'health-check server', other: 'health-check servers' })} in ${region}`,
    range: (min: string, max: string) => `${min} to ${max}`,
    varies: (p95: string, jitter: string) =>
      `95 of 100 below ${p95}; varies by ${jitter} from one to the next`,
    lostOf: (lost: number, sent: number) => `${say.number(lost)} of ${say.number(sent)}`,
    passes: (bytes: string) => `${bytes} pass`,
    needed: (bytes: string) => `${bytes} are needed`,
    noMethod: 'no method could tell',
    methods: (names: string) => `measured by ${names}`,
    hole: 'larger packets vanish without an answer',
    method: {
      'icmp-df': 'ping',
      'quic-ladder': 'QUIC',
      'https-large': 'a large HTTPS request',
      'full-size-tcp': 'a full-size TCP segment',
      'kernel-route': "the system's own record",
      kernel: 'the operating system',
      interface: 'the interface',
    } as Readonly<Record<string, string>>,
  },
};
