/** The headline, what follows it, and the line of each protocol. */
import { sayIn } from '../../core/say.ts';

const say = sayIn('en');
const checks = { one: 'check', other: 'checks' };
const servers = { one: 'server', other: 'servers' };

export const verdict = {
  /** While a check goes on. */
  soFar: {
    lead: (told: string) => `So far: ${told}`,
    shut: (names: string, count: number) => `${names} ${count > 1 ? 'do' : 'does'} not get through.`,
    measuring: {
      loss: 'Still measured: whether the loss comes again with slow connects.',
      silence: 'Still measured: what stayed silent, asked once more and alone.',
      where: 'Still measured: where on the way it begins.',
    },
  },
  headline: {
    ready: (names: string, count: number) =>
      count > 1 ? `Ready. ${names} both get through.` : `Ready. ${names} gets through.`,
    readySoFar: (proved: string, unproved: string) =>
      proved === ''
        ? `Ready, as far as can be proved: UDP for ${unproved} gave no reply.`
        : `Ready. ${proved} gets through; ${unproved} too, as far as can be proved.`,
    readyToPeer: (names: string) => `Ready, as far as can be proved: UDP for ${names} passes to your peer.`,
    works: (names: string, count: number) => `${names} ${count > 1 ? 'are' : 'is'} ready.`,
    worksLimited: (names: string, count: number) => `${names} ${count > 1 ? 'work' : 'works'} with limits.`,
    goesAround: (name: string) => `${name} can only go around, over 443.`,
    itGoesAround: 'It can only go around, over 443.',
    notTold: (names: string) => `${names} could not be tested.`,
    cut: (names: string, how: 'deadline' | 'cancelled') =>
      how === 'deadline'
        ? `${names} could not be tested: the time was over.`
        : `${names} could not be tested: the check was stopped.`,
    allCut: (how: 'deadline' | 'cancelled', gap: string) =>
      `Could not tell: ${how === 'deadline' ? 'the time was over' : 'the check was stopped'} before ${gap}.`,
    unknown: (gap: string) => `Could not tell: ${gap}.`,
    itWorks: 'It works, with limits.',
  },
  gapCut: {
    names: 'the names were looked up',
    'sign-in': 'the sign-in servers were tried',
    streaming: 'the streaming ports were tried',
  },
  gap: {
    names: 'not every name that WorkSpaces needs could be tested',
    'sign-in': 'not every sign-in server could be tested',
    streaming: 'no streaming port could be proved open',
  },
  lead: {
    onlyIf: (names: string) => `That matters only if your WorkSpace uses ${names}.`,
    nothing: 'Nothing to fix.',
    again: (how: 'deadline' | 'cancelled'): string =>
      how === 'deadline' ? 'Check again with more time.' : 'Check again, and let it end.',
    stillFails:
      'If it still fails, it is not this network: a stopped WorkSpace, a password or an address restriction cannot be seen from here.',
    counted: (done: number, all: number) =>
      `${say.number(done)} of ${say.count(all, checks)} were done. What was seen is kept.`,
  },
  limitOfSight:
    'This judges this computer and this network. It cannot see a stopped WorkSpace, an IP access control group, a VPC or a password.',
  /** The line of a protocol: what a session would run over, or what stands in its way. */
  line: {
    before: 'no session can start before this is fixed',
    silent: (port: string, passed: number, all: number) =>
      `TCP ${port}: silent at ${say.number(all - passed)} of ${say.count(all, servers)}`,
    refused: (port: string, passed: number, all: number) =>
      `TCP ${port}: refused at ${say.number(all - passed)} of ${say.count(all, servers)}`,
    udpRefused: (port: number) => `UDP ${port} is refused`,
    accepted: (port: number) => `TCP ${port} is accepted even where no host can be`,
    notTested: (port: number, reason: string) => `TCP ${port} was not tested: ${reason}`,
    notAllTested: 'not everything that it needs could be tested',
    delay: (ms: string, band: string) => `${ms}, ${band}`,
    overUdp: (port: number) => `Over UDP ${port}, which answers.`,
    overQuic443: 'Over UDP 443 (QUIC), which answers.',
    overTcp: (port: number) => `Over TCP ${port}.`,
    noReply: (port: number) => `UDP ${port} gave no reply, which proves nothing.`,
    provedToPeer: (port: number, count: string) =>
      `UDP ${port} goes out and comes back (${count} to your peer); whether Amazon's gateway answers was not seen.`,
    peerSizes: (there: string, back: string) => `Packets of ${there} pass there, and of ${back} back.`,
    peerRate: (way: 'up' | 'down', sent: string, came: string) =>
      `Of ${sent} kbps ${way === 'up' ? 'there' : 'back'}, ${came} kbps came.`,
    peerIdle: (seconds: number) =>
      `After ${say.count(seconds, { one: 'second', other: 'seconds' })} of silence an answer still came.`,
    udpSilent: (port: number) => `UDP ${port} gave no reply, although the service is known to answer.`,
    around: 'around, over TCP 443',
    notTimed: 'not timed',
    lost: (percent: string) => `${percent} lost: picture and sound stutter.`,
  },
};
