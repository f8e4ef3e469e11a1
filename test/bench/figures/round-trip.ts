/** Is the round trip right, with hundreds of other connects in the same run? Against the path's truth, and beside fping and nmap. */
import type { Report } from '../../../src/report/report.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { fping, nmap, nmapLine } from '../peers.ts';
import { checkArgs, commandLine, evidenceIn, runCheck, times } from '../programs.ts';
import { median, quantile } from '../statistics.ts';
import { stolenMs } from '../machine.ts';
import { healthy, inLab, REGION, truthMs } from '../worlds.ts';
import type { Lab } from '../../lab/lab.ts';

const BOUND = { p50Ms: 0.2, p99Ms: 1, besideFpingMs: 0.2, connects: 300 };
const ARGS = checkArgs([REGION, 'all']);
const SAMPLES = 10;

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

async function oneRound(lab: Lab): Promise<Round> {
  lab.resetFigures();
  const stolenBeforeMs = stolenMs();
  const { report } = await runCheck(lab, ARGS);
  const stolenAfterMs = stolenMs();
  const { latenessUs } = await lab.figures();
  const series = seriesOf(report);
  const addresses = series.map(({ address }) => address);
  const peer = await fping(lab, addresses, SAMPLES);
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

function figureOf(rounds: readonly Round[], nmapErrorsMs: readonly number[]): Figure {
  const over = (read: (round: Round) => number): number => median(rounds.map(read));
  const absolute = (values: readonly number[]): number[] => values.map(Math.abs);
  const p50 = over(({ errorsMs }) => quantile(absolute(errorsMs), 0.5));
  const p99 = over(({ errorsMs }) => quantile(absolute(errorsMs), 0.99));
  const peer50 = over(({ fpingErrorsMs }) => quantile(absolute(fpingErrorsMs), 0.5));
  const peer99 = over(({ fpingErrorsMs }) => quantile(absolute(fpingErrorsMs), 0.99));
  const connects = Math.min(...rounds.map(({ otherConnects }) => otherConnects));
  const met =
    p50 <= BOUND.p50Ms &&
    p99 <= BOUND.p99Ms &&
    Math.abs(p50 - peer50) <= BOUND.besideFpingMs &&
    connects >= BOUND.connects;
  const pair = (a: number, b: number): string => `p50 ${a.toFixed(3)} ms, p99 ${b.toFixed(3)} ms`;
  return {
    id: 'round-trip',
    title: `Round trip, all health-check addresses of all Regions in play with at least ${BOUND.connects} other connects: error against the path's truth`,
    bound: `p50 ${BOUND.p50Ms} ms, p99 ${BOUND.p99Ms} ms; p50 within ${BOUND.besideFpingMs} ms of fping's`,
    measured: `${pair(p50, p99)}; fping p50 ${peer50.toFixed(3)} ms`,
    met,
    details: [
      ['addresses', String(rounds[0]?.addresses ?? 0)],
      ['other connects in the same run (TCP ports and 443)', String(connects)],
      ['samples of a round', String(rounds[0]?.errorsMs.length ?? 0)],
      ['error, absolute (median over the rounds)', pair(p50, p99)],
      ['error of fping on the same addresses', pair(peer50, peer99)],
      [
        "error of nmap's srtt (-sT, one Region)",
        `p50 ${quantile(absolute(nmapErrorsMs), 0.5).toFixed(3)} ms`,
      ],
      ['series timed by the kernel', `${(100 * over(({ kernelRatio }) => kernelRatio)).toFixed(0)} %`],
      [
        'event-loop delay of this process during the series, p99, worst series',
        `${over(({ loopDelayMs }) => loopDelayMs).toFixed(1)} ms`,
      ],
      [
        "lateness of the path emulator's packets (median over the rounds)",
        `p99 ${over(({ emulatorP99Ms }) => emulatorP99Ms).toFixed(3)} ms, max ${over(({ emulatorMaxMs }) => emulatorMaxMs).toFixed(3)} ms`,
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
    data: {
      rounds: rounds.map(({ errorsMs, fpingErrorsMs, ...rest }) => ({
        ...rest,
        p50: quantile(absolute(errorsMs), 0.5),
        p99: quantile(absolute(errorsMs), 0.99),
        fpingP50: quantile(absolute(fpingErrorsMs), 0.5),
        fpingP99: quantile(absolute(fpingErrorsMs), 0.99),
      })),
    },
  };
}
