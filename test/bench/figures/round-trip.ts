/** Is the round trip right, with hundreds of other connects in the same run? Against the path's truth, and beside fping and nmap. */
import { execFileSync, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { execPath } from 'node:process';
import type { Report } from '../../../src/report/report.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { fping, nmap, nmapLine } from '../peers.ts';
import { checkArgs, commandLine, evidenceIn, runCheck, times } from '../programs.ts';
import { median, quantile } from '../statistics.ts';
import { stolenMs } from '../machine.ts';
import { healthy, inLab, REGION, truthMs } from '../worlds.ts';
import type { Lab } from '../../lab/lab.ts';
import { namesOf } from '../../lab/namespaces.ts';

const BOUND = { p50Ms: 0.2, p99Ms: 1, besideFpingMs: 0.2, connects: 300 };
const ARGS = checkArgs([REGION, 'all']);
const SAMPLES = 10;
/** Under load: one Region, more samples of it. */
const BUSY = { loops: 6, samples: 100, p99Ms: 0.3, besideFpingMs: 0.2 };
const BUSY_ARGS = checkArgs([REGION], ['--samples', String(BUSY.samples)]);

interface Round {
  /** Measured minus true, in milliseconds. */
  readonly errorsMs: readonly number[];
  readonly fpingErrorsMs: readonly number[];
  readonly addresses: number;
  readonly otherConnects: number;
  readonly loopDelayMs: number;
  /** Share of the samples that the kernel timed. */
  readonly kernelRatio: number;
  /** How late the path emulator let packets go, of all packets of the run: a part of every error that no program can avoid. */
  readonly emulatorP99Ms: number;
  readonly emulatorMaxMs: number;
  /** What the machine above took from each processor during the run: while it does, nobody here can send or answer. */
  readonly stolenMs: number | null;
}

export const roundTrip: FigureSource = {
  id: 'round-trip',
  quick: false,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) =>
      figureOf(await times(quick ? 1 : 5, () => oneRound(lab)), await seenByNmap(lab)),
    ),
};

export const roundTripBusy: FigureSource = {
  id: 'round-trip-busy',
  quick: false,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) => {
      preferWorld(lab);
      const loops = Array.from({ length: BUSY.loops }, () => spawn(execPath, ['-e', 'for (;;);']));
      try {
        return busyFigure(await times(quick ? 1 : 5, () => oneRound(lab, BUSY_ARGS, BUSY.samples)));
      } finally {
        for (const loop of loops) loop.kill('SIGKILL');
      }
    }),
};

/** The emulator and the service stand for the network, which is not busy when this computer is. */
function preferWorld({ spaces }: Lab): void {
  const pids = namesOf(spaces)
    .filter((name) => name !== spaces.client)
    .flatMap((name) => execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).split(/\s+/));
  for (const pid of pids) if (pid !== '') setPriority(Number(pid), -20);
}

async function oneRound(lab: Lab, args = ARGS, samples = SAMPLES): Promise<Round> {
  lab.resetFigures();
  const stolenBeforeMs = stolenMs();
  const { report } = await runCheck(lab, args);
  const stolenAfterMs = stolenMs();
  const { latenessUs } = await lab.figures();
  const series = seriesOf(report);
  const addresses = series.map(({ address }) => address);
  const peer = await fping(lab, addresses, samples);
  const errorOf = (address: string) => (rttMs: number) => rttMs - truthMs(lab.world, address);
  return {
    errorsMs: series.flatMap(({ address, rttsMs }) => rttsMs.map(errorOf(address))),
    fpingErrorsMs: [...peer.rttsMs].flatMap(([address, rttsMs]) => rttsMs.map(errorOf(address))),
    addresses: addresses.length,
    otherConnects: connectsOf(report),
    loopDelayMs: Math.max(...series.map(({ loopDelayMs }) => loopDelayMs)),
    kernelRatio: series.filter(({ isKernels }) => isKernels).length / series.length,
    emulatorP99Ms: latenessUs.p99 / 1000,
    emulatorMaxMs: latenessUs.max / 1000,
    stolenMs: stolenBeforeMs === null || stolenAfterMs === null ? null : stolenAfterMs - stolenBeforeMs,
  };
}

interface Series {
  readonly address: string;
  readonly rttsMs: readonly number[];
  readonly loopDelayMs: number;
  readonly isKernels: boolean;
}

function seriesOf(report: Report): Series[] {
  return evidenceIn(report).flatMap((evidence) => {
    if (evidence.kind !== 'rtt') return [];
    const rttsMs = evidence.samples.flatMap(({ rttMs, retransmitted }) =>
      rttMs === null || retransmitted ? [] : [rttMs],
    );
    return {
      address: evidence.address,
      rttsMs,
      loopDelayMs: evidence.eventLoopP99Ms ?? 0,
      isKernels: evidence.kernelMedianMs !== null,
    };
  });
}

function connectsOf(report: Report): number {
  return evidenceIn(report).reduce((sum, evidence) => {
    const isConnect = evidence.kind === 'tcp' || evidence.kind === 'https';
    return isConnect ? sum + evidence.attempts.length : sum;
  }, 0);
}

const NMAP_SCAN = { kind: 'connect', ports: [4172] } as const;

/** nmap's own smoothed figure (`srtt`) of the same servers, from its XML. */
async function seenByNmap(lab: Lab): Promise<readonly number[]> {
  const { report } = await runCheck(lab, checkArgs([REGION]));
  const addresses = seriesOf(report).map(({ address }) => address);
  const run = await nmap(lab, { ...NMAP_SCAN, addresses }, ['-oX', '-']);
  return [...run.stdout.matchAll(/<address addr="([^"]+)"[\s\S]*?<times srtt="(\d+)"/g)].map(
    ([, address = '', srtt = '']) => Number(srtt) / 1000 - truthMs(lab.world, address),
  );
}

const over = (rounds: readonly Round[], read: (round: Round) => number): number => median(rounds.map(read));
const pair = ({ p50, p99 }: Errors): string => `p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`;

interface Errors {
  readonly p50: number;
  readonly p99: number;
}

/** Absolute errors: the median over the rounds of each quantile. */
function errorsOf(rounds: readonly Round[], which: 'errorsMs' | 'fpingErrorsMs'): Errors {
  const at = (share: number) => over(rounds, (round) => quantile(round[which].map(Math.abs), share));
  return { p50: at(0.5), p99: at(0.99) };
}

function dataOf(rounds: readonly Round[]): Figure['data'] {
  return {
    rounds: rounds.map((round) => {
      const [own, peer] = [errorsOf([round], 'errorsMs'), errorsOf([round], 'fpingErrorsMs')];
      const singles = { errorsMs: undefined, fpingErrorsMs: undefined };
      return { ...round, ...singles, ...own, fpingP50: peer.p50, fpingP99: peer.p99 };
    }),
  };
}

function busyFigure(rounds: readonly Round[]): Figure {
  const [own, peer] = [errorsOf(rounds, 'errorsMs'), errorsOf(rounds, 'fpingErrorsMs')];
  return {
    id: 'round-trip-busy',
    title: `Round trip of one Region beside ${BUSY.loops} busy loops: error against the path's truth`,
    bound: `p99 ${BUSY.p99Ms} ms; p50 within ${BUSY.besideFpingMs} ms of fping's`,
    measured: `${pair(own)}; fping ${pair(peer)}`,
    met: own.p99 <= BUSY.p99Ms && Math.abs(own.p50 - peer.p50) <= BUSY.besideFpingMs,
    details: [
      ['samples of a round', String(rounds[0]?.errorsMs.length ?? 0)],
      ['event-loop delay, p99, worst series', `${over(rounds, (round) => round.loopDelayMs).toFixed(1)} ms`],
      ['rounds', String(rounds.length)],
    ],
    commands: [commandLine(BUSY_ARGS), `fping -q -C ${BUSY.samples} -p 100 -i 1 ADDRESSES`],
    notes: [
      'The path emulator and the service have the processor first; check and fping share it with the loops.',
    ],
    data: dataOf(rounds),
  };
}

function figureOf(rounds: readonly Round[], nmapErrorsMs: readonly number[]): Figure {
  const [own, peer] = [errorsOf(rounds, 'errorsMs'), errorsOf(rounds, 'fpingErrorsMs')];
  const connects = Math.min(...rounds.map(({ otherConnects }) => otherConnects));
  const met =
    own.p50 <= BOUND.p50Ms &&
    own.p99 <= BOUND.p99Ms &&
    Math.abs(own.p50 - peer.p50) <= BOUND.besideFpingMs &&
    connects >= BOUND.connects;
  return {
    id: 'round-trip',
    title: `Round trip, all health-check addresses of all Regions in play with at least ${BOUND.connects} other connects: error against the path's truth`,
    bound: `p50 ${BOUND.p50Ms} ms, p99 ${BOUND.p99Ms} ms; p50 within ${BOUND.besideFpingMs} ms of fping's`,
    measured: `${pair(own)}; fping p50 ${peer.p50.toFixed(3)} ms`,
    met,
    details: [
      ['addresses', String(rounds[0]?.addresses ?? 0)],
      ['other connects in the same run (TCP ports and 443)', String(connects)],
      ['samples of a round', String(rounds[0]?.errorsMs.length ?? 0)],
      ['error, absolute (median over the rounds)', pair(own)],
      ['error of fping on the same addresses', pair(peer)],
      [
        "error of nmap's srtt (-sT, one Region)",
        `p50 ${quantile(nmapErrorsMs.map(Math.abs), 0.5).toFixed(3)} ms`,
      ],
      [
        'series timed by the kernel',
        `${(100 * over(rounds, ({ kernelRatio }) => kernelRatio)).toFixed(0)} %`,
      ],
      [
        'event-loop delay of this process during the series, p99, worst series',
        `${over(rounds, ({ loopDelayMs }) => loopDelayMs).toFixed(1)} ms`,
      ],
      [
        "lateness of the path emulator's packets (median over the rounds)",
        `p99 ${over(rounds, ({ emulatorP99Ms }) => emulatorP99Ms).toFixed(3)} ms, max ${over(rounds, ({ emulatorMaxMs }) => emulatorMaxMs).toFixed(3)} ms`,
      ],
      [
        'taken from each processor by the machine above (steal), worst round',
        `${Math.max(...rounds.map((round) => round.stolenMs ?? 0)).toFixed(0)} ms`,
      ],
      ['rounds', String(rounds.length)],
    ],
    commands: [
      commandLine(ARGS),
      'fping -q -C 10 -p 100 -i 1 ADDRESSES',
      nmapLine(NMAP_SCAN, nmapErrorsMs.length),
    ],
    notes: [
      "The truth is the delay that the path emulator was given; its own lateness is a part of everybody's error. fping prints tenths of a millisecond above 10 ms, so its errors below 0.05 ms read as none.",
    ],
    data: dataOf(rounds),
  };
}
