/** Two reports side by side. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };

export const compare = {
  compare: {
    same: 'Nothing that matters changed.',
    nowReady: (names: string, count: number) => `Now ${names} ${count > 1 ? 'get' : 'gets'} through.`,
    nowBlocked: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'do' : 'does'} not get through.`,
    vpnOff: (names: string, count: number) =>
      `With the VPN off, ${names} ${count > 1 ? 'get' : 'gets'} through.`,
    vpnOn: (names: string, count: number) =>
      `With the VPN on, ${names} ${count > 1 ? 'do' : 'does'} not get through.`,
    nowBetter: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'are' : 'is'} within the limits.`,
    nowWorse: (names: string, count: number) =>
      `Now ${names} ${count > 1 ? 'get' : 'gets'} through only with limits.`,
    verdictChanged: 'The verdict is another one.',
    causesChanged: 'The verdict is the same, the causes are others.',
    figuresMoved: 'The verdict is the same, figures moved.',
    judgedSame: 'Judged by the rules of this version, the result is the same.',
    judgedOther: 'Judged by the rules of this version, the result is another one.',
    vpnBlocks: 'So the block is in the VPN or behind it.',
    judgedFrom: 'Both are the same evidence: only the rules differ.',
    careful: {
      request: 'Careful: A and B did not ask for the same.',
      simulated: 'Careful: A and B did not look at the same network, at least one is scripted.',
      completed: 'Careful: one of the two was cut short; what it lacks was not tested.',
    },
    what: {
      computer: 'Computer',
      os: 'System',
      network: 'Network',
      vpn: 'VPN',
      proxy: 'Proxy',
      'dns-servers': 'DNS servers',
      tables: 'Tables',
      agent: 'Preflight',
      request: 'Asked for',
      simulated: 'Looked at',
      completed: 'Run',
    },
    figure: {
      'rtt-median': 'Round trip',
      'rtt-jitter': 'Varies by',
      'loss-ratio': 'Lost',
      'path-mtu': 'Packet size',
      'dns-median': 'Name lookup',
    },
    notKnown: 'not known',
    notAsked: 'not asked',
    off: 'off',
    noProxy: 'no',
    real: 'the real network',
    whole: 'whole',
    cut: { deadline: 'the time was over', cancelled: 'stopped' } as Readonly<Record<string, string>>,
    withinNoise: 'within the noise',
    gone: 'Gone',
    added: 'New',
    graver: 'Changed',
    sameThings: 'Same',
    checks: 'Checks that changed',
    onlyIn: (a: number, b: number) =>
      a > 0 && b > 0
        ? `${say.count(a, checks)} in A alone, ${say.number(b)} in B alone; that is no difference.`
        : `${say.count(a + b, checks)} in ${a > 0 ? 'A' : 'B'} alone; that is no difference.`,
    all: 'All: -v',
    exit: (code: number) => `exit ${say.number(code)}: a difference that matters`,
    direction: {
      better: 'B is better than A.',
      worse: 'B is worse than A.',
      mixed: 'B is better in one thing and worse in another.',
      other: 'B is neither better nor worse than A.',
    },
    untold: 'nobody can tell whether they are the same',
    thisRun: 'this run',
  },
};
